import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

@Suite struct DPoPTests {
    private let double: TestDouble
    private let client: OAuthClient
    private let key: DPoPKey

    init() throws {
        double = try ModernOrganization.double()
        client = OAuthClient(double, server: "modern")
        key = try DPoPKey()
    }

    private func url(_ endpoint: String) -> String { double.url + client.base + endpoint }

    private func nonce() throws -> String {
        let fields: HTTPFields = [
            "DPoP": try key.proof("POST", url("/v1/token"), id: "probe-\(UInt64.random(in: 0...9_999_999))")
        ]
        let answer = try client.token(Self.password(), basic: ModernOrganization.web, fields: fields)
        return answer.field("dpop-nonce") ?? ""
    }

    private static func password(_ scope: String = "openid offline_access") -> [(String, String)] {
        ErrorCase.password(scope: scope)
    }

    private func token(
        _ form: [(String, String)],
        id: String,
        by other: DPoPKey? = nil,
        at age: Int64 = 0,
        basic: (String, String)? = ModernOrganization.web
    ) throws -> Answer {
        let issued = JSON.integer(Int(TestDouble.start.seconds + age))
        let proof = try (other ?? key)
            .proof("POST", url("/v1/token"), nonce: try nonce(), id: id, claims: ["iat": issued])
        return try client.token(form, basic: basic, fields: ["DPoP": proof])
    }

    @Test(.rule("dpop.nonce", "dpop.nonce-field")) func `the first proof is answered with a nonce`() throws {
        let fields: HTTPFields = ["DPoP": try key.proof("POST", url("/v1/token"))]
        let answer = try client.token(Self.password(), basic: ModernOrganization.web, fields: fields)
        #expect(answer.status == 400)
        #expect(answer.error == "use_dpop_nonce")
        #expect(answer.errorDescription == "Authorization server requires nonce in DPoP proof.")
        #expect(answer.field("dpop-nonce")?.count == 32)
        let plain = try client.token(Self.password(), basic: ModernOrganization.web)
        #expect(plain.field("dpop-nonce") == nil)
    }

    @Test(.rule("dpop.token-type", "dpop.cnf")) func `a proof with the nonce gets tokens that are bound to the key`()
        throws
    {
        let answer = try token(Self.password(), id: "a")
        #expect(answer.status == 200, "\(answer)")
        #expect(answer.string("token_type") == "DPoP")
        #expect(answer.field("dpop-nonce")?.count == 32)
        let payload = claims(of: answer.string("access_token"))
        #expect(payload["cnf"] == ["jkt": .string(key.thumbprint)])
        let keys = try #require(payload.object?.keys)
        #expect(keys.firstIndex(of: "cnf").map { keys[$0 - 1] } == "exp")
        #expect(claims(of: answer.string("id_token"))["cnf"] == nil)
    }

    @Test(.rule("dpop.jti")) func `a proof is good once`() throws {
        let proof = try key.proof("POST", url("/v1/token"), nonce: nonce(), id: "once")
        let answers = try (0..<3).map { _ in
            defer { double.advance(1) }
            return try client.token(Self.password(), basic: ModernOrganization.web, fields: ["DPoP": proof])
        }
        #expect(answers.map(\.status) == [200, 400, 400])
        #expect(answers[2].errorDescription == "The DPoP proof JWT has already been used.")
    }

    @Test(arguments: ["d", "p", "q", "dp", "dq", "qi", "oth", "k"])
    func `a proof whose jwk has a member of a private key is refused`(member: String) throws {
        var jwk = key.jwk
        jwk[member] = "AQ"
        let header: JSONObject = ["jwk": .object(jwk)]
        let proof = try key.proof("POST", url("/v1/token"), nonce: nonce(), header: header)
        let answer = try client.token(Self.password(), basic: ModernOrganization.web, fields: ["DPoP": proof])
        #expect(answer.error == "invalid_dpop_proof", "\(answer)")
    }

    @Test(.rule("dpop.nonce-lifetime"), arguments: [(86_400 * 3 - 1, 200), (86_400 * 3, 400)])
    func `a nonce is good for three days`(age: Int64, status: Int) throws {
        let nonce = try nonce()
        double.advance(age)
        let issued = JSON.integer(Int(TestDouble.start.seconds + age))
        let proof = try key.proof("POST", url("/v1/token"), nonce: nonce, claims: ["iat": issued])
        let answer = try client.token(Self.password(), basic: ModernOrganization.web, fields: ["DPoP": proof])
        #expect(answer.status == status, "\(answer)")
    }

    @Test(.rule("dpop.required")) func `an app that must use DPoP gets nothing without a proof`() throws {
        let form = Self.password() + [("client_id", "bound-native")]
        let answer = try client.token(form)
        #expect(answer.error == "invalid_dpop_proof")
        #expect(answer.errorDescription == "The DPoP proof JWT header is missing.")
        #expect(try token(form, id: "b", basic: nil).status == 200)
    }

    @Test(.rule("dpop.refresh")) func `a refresh token is bound to the key, too`() throws {
        let refresh = try token(Self.password(), id: "a").string("refresh_token")
        let form = [("grant_type", "refresh_token"), ("refresh_token", refresh)]
        let without = try client.token(form, basic: ModernOrganization.web)
        #expect(without.errorDescription == "The DPoP proof JWT header is missing.")
        let foreign = try token(form, id: "b", by: DPoPKey())
        #expect(foreign.error == "invalid_dpop_proof")
        #expect(foreign.errorDescription == "Invalid DPoP Public Key binding in refresh token")
        let right = try token(form, id: "c")
        #expect(right.string("token_type") == "DPoP")
        #expect(claims(of: right.string("access_token"))["cnf"] == ["jkt": .string(key.thumbprint)])
    }

    @Test(.rule("dpop.code")) func `dpop_jkt binds a code to a key`() throws {
        let code = try client.code(["client_id": "modern-app", "dpop_jkt": key.thumbprint])
        let form = OAuthClient.redeem(code)
        #expect(try client.token(form, basic: ModernOrganization.web).error == "invalid_dpop_proof")
        #expect(try token(form, id: "a", by: DPoPKey()).error == "invalid_dpop_proof")
        #expect(try token(form, id: "b").status == 200)
    }

    @Test(.rule("dpop.par")) func `a proof at /par binds the code as dpop_jkt does`() throws {
        let proof = try key.proof("POST", url("/v1/par"), id: "p")
        let form = OAuthClient.authorize(["client_id": nil])
        let pushed = try client.post("/v1/par", form, basic: ModernOrganization.web, fields: ["DPoP": proof])
        #expect(pushed.field("dpop-nonce")?.count == 32)
        let browser = Browser(double)
        let parameters = [("client_id", "modern-app"), ("request_uri", pushed.string("request_uri"))]
        let page = try browser.get(client.base + "/v1/authorize", parameters)
        let code = try #require(try browser.signIn(page, "alice@example.com", "Alice-pw-1").redirect["code"])
        #expect(try token(OAuthClient.redeem(code), id: "a", by: DPoPKey()).error == "invalid_dpop_proof")
        #expect(try token(OAuthClient.redeem(code), id: "b").status == 200)
        let other = try key.proof("POST", url("/v1/par"), id: "q")
        let contradicting = OAuthClient.authorize(["client_id": nil, "dpop_jkt": try DPoPKey().thumbprint])
        let refused = try client.post("/v1/par", contradicting, basic: ModernOrganization.web, fields: ["DPoP": other])
        #expect(refused.error == "invalid_dpop_proof")
    }

    @Test(.rule("dpop.introspection")) func `introspection tells the key and the token type`() throws {
        let answer = try token(Self.password(), id: "a")
        let access = try client.introspect(answer.string("access_token"), basic: ModernOrganization.web)
        #expect(access["token_type"] == "DPoP")
        #expect(access["cnf"] == ["jkt": .string(key.thumbprint)])
        let refresh = try client.introspect(answer.string("refresh_token"), basic: ModernOrganization.web)
        #expect(refresh["token_type"] == "DPoP")
        #expect(refresh["cnf"] == ["jkt": .string(key.thumbprint)])
    }

    private func userInfo(_ scheme: String, _ token: String, _ proof: String?) throws -> Answer {
        var fields: HTTPFields = ["Authorization": "\(scheme) \(token)"]
        if let proof { fields["DPoP"] = proof }
        return Answer(
            try double.send(HTTPRequest(method: .get, path: client.base + "/v1/userinfo", fields: fields))
        )
    }

    private func resourceProof(_ token: String, _ other: DPoPKey? = nil, id: String) throws -> String {
        let hash = JSON.string(DPoPKey.hash(of: token))
        return try (other ?? key).proof("GET", url("/v1/userinfo"), id: id, claims: ["ath": hash])
    }

    @Test(.rule("dpop.userinfo", "dpop.scheme")) func `a bound token comes with its scheme and a proof of its key`()
        throws
    {
        let bound = try token(Self.password(), id: "a").string("access_token")
        #expect(try userInfo("DPoP", bound, resourceProof(bound, id: "1")).status == 200)
        #expect(try userInfo("DPoP", bound, resourceProof(bound, id: "1")).status == 400)
        let cases: [(String, String?, Int, String)] = [
            ("Bearer", try resourceProof(bound, id: "2"), 400, "must use the DPoP authentication scheme"),
            ("DPoP", nil, 400, "The resource request requires a DPoP proof."),
            ("DPoP", try resourceProof(bound, DPoPKey(), id: "3"), 400, "is not bound to the provided DPoP proof."),
            ("DPoP", try key.proof("GET", url("/v1/userinfo"), id: "4"), 400, "'ath' claim in the DPoP proof"),
        ]
        for (scheme, proof, status, text) in cases {
            let answer = try userInfo(scheme, bound, proof)
            let challenge = answer.field("WWW-Authenticate") ?? ""
            #expect(answer.status == status)
            #expect(challenge.hasPrefix("DPoP algs=\"RS256 RS384 RS512 ES256 ES384 ES512\", "), "\(challenge)")
            #expect(challenge.contains(text), "\(challenge)")
        }
        let bearer = try client.token(Self.password(), basic: ModernOrganization.web).string("access_token")
        #expect(try userInfo("DPoP", bearer, resourceProof(bearer, id: "5")).status == 401)
        #expect(try userInfo("Bearer", bearer, nil).status == 200)
    }

    @Test(.rule("dpop.cors")) func `pages may read the nonce`() throws {
        let proof = try key.proof("POST", url("/v1/token"))
        let fields: HTTPFields = ["DPoP": proof, "Origin": "http://localhost:5173"]
        let answer = try client.token(Self.password(), basic: ModernOrganization.web, fields: fields)
        #expect(answer.field("Access-Control-Expose-Headers")?.contains("dpop-nonce") == true)
    }
}
