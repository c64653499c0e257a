import MockOktaEngine
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport

extension FAPI2Party {
    /// The request object of an authorization request (RFC 9101), changed as a module likes.
    func object(_ changes: JSONObject = [:], header: JSONObject = [:]) throws -> String {
        var claims = times
        for (name, value) in request(["client_id": id]) { claims[name] = .string(value) }
        return try sign(claims, changes, header: header)
    }

    /// Pushes a request object, with other parameters beside it.
    func push(object: String, _ beside: [(String, String)] = []) throws -> Answer {
        try http.post("/v1/par", [("request", object)] + beside + assertion("/v1/par"))
    }

    /// Runs a pushed request object to its end.
    func run(object: String, _ beside: [(String, String)] = []) throws -> AuthorizationAnswer {
        try authorize(push(object: object, beside)).callback()
    }

    /// The signed request of a backchannel authentication (CIBA §7.1.1), changed as a module likes.
    func backchannelObject(_ changes: JSONObject = [:], header: JSONObject = [:]) throws -> String {
        var claims = times
        claims["scope"] = "openid offline_access"
        claims["login_hint"] = "alice@example.com"
        return try sign(claims, changes, header: header)
    }

    func authenticate(_ changes: JSONObject = [:], header: JSONObject = [:]) throws -> Answer {
        try authenticate([("request", backchannelObject(changes, header: header))])
    }

    func authenticate(_ form: [(String, String)], assertion changes: JSONObject? = [:]) throws -> Answer {
        let credentials = try changes.map { try assertion("/v1/bc/authorize", $0) } ?? []
        return try http.post("/v1/bc/authorize", form + credentials)
    }

    /// The user's decision on their device.
    func decide(_ id: String, _ decision: String = "approve") throws {
        let answer = try ControlClient(double).post("/ciba/\(id)", ["decision": .string(decision)])
        guard answer.status == 204 else { throw Unexpected(description: "\(answer)") }
    }

    func poll(_ id: String) throws -> Answer { try token(poll: id, proof()) }

    func token(poll id: String, assertion: JSONObject? = [:], _ fields: HTTPFields) throws -> Answer {
        let form = [("grant_type", "urn:openid:params:grant-type:ciba"), ("auth_req_id", id)]
        return try token(form, assertion: assertion, fields)
    }

    /// A request to the resource: the user's claims, with the scheme of the field as a module likes.
    func userInfo(_ token: String, scheme: String) throws -> Answer {
        let hash: JSONObject = ["ath": .string(DPoPKey.hash(of: token)), "iat": times["iat"] ?? .null]
        let proof = try proofKey.proof("GET", url("/v1/userinfo"), id: Self.unique, claims: hash)
        let fields: HTTPFields = ["Authorization": "\(scheme) \(token)", "DPoP": proof]
        return Answer(try double.send(HTTPRequest(method: .get, path: http.base + "/v1/userinfo", fields: fields)))
    }

    private var times: JSONObject {
        let now = Int(double.tenant.now.seconds)
        return [
            "iss": .string(id), "aud": .string(issuer), "iat": .integer(now), "nbf": .integer(now),
            "exp": .integer(now + 300), "jti": .string(Self.unique),
        ]
    }
}
