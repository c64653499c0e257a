import MockOktaCrypto
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import MockOktaTestSupport

/// An org with a client whose keys stand at a `jwks_uri`, which a stub serves.
struct FetchingOrganization {
    static let url = "https://keys.example/jwks"

    let fetcher = StubFetcher()
    let double: TestDouble
    let key: ECPrivateKey

    private static let fixture = """
        {apps: [{client_id: "remote-app", token_endpoint_auth_method: "private_key_jwt", jwks_uri: "\(url)",
                 application_type: "web", grant_types: ["authorization_code", "client_credentials"],
                 redirect_uris: ["http://localhost:3000/callback"]}],
         mock: {outgoingHosts: ["named.example"]}}
        """

    init(_ overlay: String = "{}") throws {
        key = try ECPrivateKey.generate()
        double = try TestDouble([TestOrganization.builtIn(), Self.fixture, overlay], fetcher: fetcher)
        publish([("first", key)])
    }

    /// Serves keys by their ids from now on.
    func publish(_ keys: [(id: String, key: ECPrivateKey)], at url: String = Self.url, adding more: JSONObject = [:]) {
        let set = keys.map { id, key -> JSON in
            var jwk = JWK.requiredMembers(of: key.publicKey)
            jwk["kid"] = .string(id)
            for member in more.members { jwk[member.key] = member.value }
            return .object(jwk)
        }
        let document: JSON = ["keys": .array(set)]
        fetcher.serve(String(decoding: document.serialized(), as: UTF8.self), at: url)
    }

    /// A JWT of the client, signed with its key.
    func assertion(
        _ changes: JSONObject = [:],
        client: String = "remote-app",
        key other: ECPrivateKey? = nil,
        id: String = "first",
        header: JSONObject = [:]
    ) throws -> String {
        var header = header
        header["kid"] = .string(id)
        return try Assertion(double, client: client, changes).signed(by: other ?? key, header: header)
    }

    /// A token request of the client, so many seconds after the start.
    func token(
        client: String = "remote-app",
        key: ECPrivateKey? = nil,
        id: String = "first",
        at seconds: Int = 0,
        header: JSONObject = [:]
    ) throws -> Answer {
        let now = Int(TestDouble.start.seconds) + seconds
        let times: JSONObject = ["iat": .integer(now), "exp": .integer(now + 300)]
        let text = try assertion(times, client: client, key: key, id: id, header: header)
        return try OAuthClient(double).token(Assertion.form(text, ErrorCase.service("orders:read")))
    }
}
