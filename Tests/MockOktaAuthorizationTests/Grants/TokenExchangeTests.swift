import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

@Suite struct TokenExchangeTests {
    static let grant = "urn:ietf:params:oauth:grant-type:token-exchange"
    static let accessToken = "urn:ietf:params:oauth:token-type:access_token"
    static let idToken = "urn:ietf:params:oauth:token-type:id_token"
    static let deviceSecret = "urn:x-oath:params:oauth:token-type:device-secret"
    static let webSSO = "urn:okta:oauth:token-type:web_sso_token"
    static let identityAssertion = "urn:ietf:params:oauth:token-type:id-jag"

    private let double: TestDouble
    private let client: OAuthClient

    init() throws {
        double = try ModernOrganization.double()
        client = OAuthClient(double, server: "modern")
    }

    /// Tokens of a sign-in with `device_sso`.
    private func deviceTokens() throws -> Answer {
        let scope = "openid offline_access device_sso"
        let code = try client.code(["client_id": "modern-app", "scope": scope])
        return try client.token(OAuthClient.redeem(code), basic: ModernOrganization.web)
    }

    private func nativeSSO(_ tokens: Answer, _ changes: [String: String?] = [:]) throws -> Answer {
        let standard: [(String, String)] = [
            ("grant_type", Self.grant), ("client_id", "tv-app"), ("subject_token", tokens.string("id_token")),
            ("subject_token_type", Self.idToken), ("actor_token", tokens.string("device_secret")),
            ("actor_token_type", Self.deviceSecret), ("audience", "api://modern"), ("scope", "openid offline_access"),
        ]
        return try client.token(
            standard.compactMap { name, value in
                guard let change = changes[name] else { return (name, value) }
                return change.map { (name, $0) }
            }
        )
    }

    @Test(.rule("exchange.device-secret")) func `device_sso adds a secret that the ID token is bound to`() throws {
        let tokens = try deviceTokens()
        let secret = tokens.string("device_secret")
        #expect(Base64.decode(secret)?.count == 32)
        #expect(tokens.json.object?.keys.last == "device_secret")
        let payload = claims(of: tokens.string("id_token"))
        #expect(payload["ds_hash"] != nil)
        #expect(payload["sid"] != nil)
        let plain = try client.token(
            OAuthClient.redeem(client.code(["client_id": "modern-app"])),
            basic: ModernOrganization.web
        )
        #expect(plain["device_secret"] == nil)
    }

    @Test(.rule("exchange.native-sso")) func `another app of the device gets tokens by ID token and device secret`()
        throws
    {
        let tokens = try deviceTokens()
        double.advance(7200)
        let answer = try nativeSSO(tokens)
        #expect(answer.status == 200, "\(answer)")
        #expect(
            answer.json.object?.keys
                == ["token_type", "expires_in", "access_token", "scope", "refresh_token", "id_token"]
        )
        let payload = claims(of: answer.string("access_token"))
        #expect(payload["cid"] == "tv-app")
        #expect(payload["uid"] == claims(of: tokens.string("access_token"))["uid"])
        #expect(payload["auth_time"] == claims(of: tokens.string("access_token"))["auth_time"])
        let again = try nativeSSO(tokens, ["scope": "openid offline_access device_sso"])
        #expect(again.string("device_secret") == tokens.string("device_secret"))
    }

    @Test(.rule("exchange.device-sign-out")) func `a revoked device secret ends every app of the device`() throws {
        let tokens = try deviceTokens()
        let second = try nativeSSO(tokens)
        let introspected = try client.introspect(tokens.string("device_secret"), basic: ModernOrganization.web)
        #expect(introspected.json.object?.keys == ["active", "sid", "token_type", "exp"])
        #expect(introspected["token_type"] == .string(Self.deviceSecret))
        let form = [("token", tokens.string("device_secret"))]
        #expect(try client.post("/v1/revoke", form, basic: ModernOrganization.web).status == 200)
        for token in [tokens.string("access_token"), second.string("access_token"), tokens.string("device_secret")] {
            #expect(try client.introspect(token, basic: ModernOrganization.web).json == ["active": false])
        }
        let refused = try nativeSSO(tokens)
        #expect(refused.error == "invalid_grant")
        #expect(refused.errorDescription.hasPrefix("The 'subject_token' either expired or the session"))
    }

    @Test(.rule("exchange.device-logout")) func `signing out with the device secret does the same`() throws {
        let tokens = try deviceTokens()
        let parameters = [
            ("id_token_hint", tokens.string("id_token")), ("device_secret", tokens.string("device_secret")),
        ]
        #expect(try Browser(double).get(client.base + "/v1/logout", parameters).status == 200)
        let access = try client.introspect(tokens.string("access_token"), basic: ModernOrganization.web)
        #expect(access.json == ["active": false])
    }

    @Test func `the device secret of a user who was suspended stays dead`() throws {
        let tokens = try deviceTokens()
        let management = ManagementClient(double)
        for step in ["suspend", "unsuspend"] {
            #expect(try management.post("/users/alice@example.com/lifecycle/\(step)").status == 200)
        }
        #expect(try nativeSSO(tokens).error == "invalid_grant")
    }

    private func exchange(
        _ token: String,
        _ changes: [String: String] = [:],
        as basic: (String, String) = ModernOrganization.service
    ) throws -> Answer {
        let standard = [
            ("grant_type", Self.grant), ("subject_token", token), ("subject_token_type", Self.accessToken),
            ("audience", "api://modern"), ("scope", "orders:read"),
        ]
        let names = Set(standard.map(\.0))
        let form =
            standard.map { ($0, changes[$0] ?? $1) } + changes.filter { !names.contains($0.key) }.map { ($0, $1) }
        return try client.token(form, basic: basic)
    }

    private func userToken(on server: String = "modern") throws -> String {
        try OAuthClient(double, server: server)
            .token(ErrorCase.password(scope: "openid orders:read"), basic: ModernOrganization.web)
            .string("access_token")
    }

    @Test(.rule("exchange.on-behalf-of")) func `a service gets an access token of the user for itself`() throws {
        let token = try userToken()
        let answer = try exchange(token)
        #expect(answer.status == 200, "\(answer)")
        #expect(
            answer.json.object?.keys == ["token_type", "expires_in", "access_token", "scope", "issued_token_type"]
        )
        #expect(answer.string("issued_token_type") == Self.accessToken)
        let payload = claims(of: answer.string("access_token"))
        #expect(payload["cid"] == "modern-service")
        #expect(payload["sub"] == "alice@example.com")
        #expect(payload["uid"] == claims(of: token)["uid"])
        #expect(payload["scp"] == ["orders:read"])
    }

    @Test(.rule("exchange.bound-subject"))
    func `a subject token that is bound to a key is exchanged with a proof of that key only`() throws {
        let (key, other) = (try DPoPKey(), try DPoPKey())
        let url = double.url + "/oauth2/modern/v1/token"
        func answer(
            _ form: [(String, String)],
            _ key: DPoPKey?,
            _ id: String,
            as basic: (String, String)
        ) throws
            -> Answer
        {
            let challenge = try client.token(form, basic: basic, fields: ["DPoP": other.proof("POST", url, id: "n")])
            let nonce = challenge.field("dpop-nonce")
            let fields: HTTPFields = try key.map { ["DPoP": try $0.proof("POST", url, nonce: nonce, id: id)] } ?? [:]
            return try client.token(form, basic: basic, fields: fields)
        }
        let password = ErrorCase.password(scope: "openid orders:read")
        let token = try answer(password, key, "a", as: ModernOrganization.web).string("access_token")
        let form = [
            ("grant_type", Self.grant), ("subject_token", token), ("subject_token_type", Self.accessToken),
            ("audience", "api://modern"), ("scope", "orders:read"),
        ]
        let bare = try answer(form, nil, "b", as: ModernOrganization.service)
        #expect(bare.error == "invalid_dpop_proof")
        #expect(bare.errorDescription == "The DPoP proof JWT header is missing.")
        let foreign = try answer(form, other, "c", as: ModernOrganization.service)
        #expect(foreign.errorDescription == "The access_token is not bound to the provided DPoP proof.")
        let good = try answer(form, key, "d", as: ModernOrganization.service)
        #expect(good.status == 200, "\(good)")
        #expect(good.string("token_type") == "DPoP")
    }

    @Test(.rule("exchange.trusted-servers")) func `tokens of trusted servers are exchanged, those of others are not`()
        throws
    {
        #expect(try exchange(userToken(on: "friend")).status == 200)
        let refused = try exchange(userToken(on: "stranger"))
        #expect(refused.status == 403)
        #expect(refused.error == "access_denied")
        #expect(refused.errorDescription == "The 'subject_token' issuer isn't a trusted authorization server.")
    }

    @Test(.rule("exchange.id-jag")) func `the org server gives an ID-JAG, which a custom server takes as an assertion`()
        throws
    {
        let org = OAuthClient(double, server: nil)
        let code = try org.code(["client_id": "modern-app"])
        let tokens = try org.token(OAuthClient.redeem(code), basic: ModernOrganization.web)
        let form = [
            ("grant_type", Self.grant), ("subject_token", tokens.string("id_token")),
            ("subject_token_type", Self.idToken), ("requested_token_type", Self.identityAssertion),
            ("audience", double.url + "/oauth2/modern"), ("scope", "orders:read"),
        ]
        let answer = try org.token(form, basic: ModernOrganization.web)
        #expect(answer.status == 200, "\(answer)")
        #expect(answer.string("token_type") == "N_A")
        #expect(answer["expires_in"] == 300)
        #expect(answer.string("issued_token_type") == Self.identityAssertion)
        let assertion = answer.string("access_token")
        #expect(claims(of: assertion)["aud"] == .string(double.url + "/oauth2/modern"))
        let bearer = [("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", assertion)]
        let access = try client.token(bearer, basic: ModernOrganization.web)
        #expect(access.status == 200, "\(access)")
        #expect(claims(of: access.string("access_token"))["sub"] == "alice@example.com")
        #expect(try client.token(bearer, basic: ModernOrganization.web).errorDescription.contains("already used"))
        let foreign = try org.token(form, basic: ModernOrganization.web).string("access_token")
        let other = [("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", foreign)]
        #expect(try client.token(other, basic: ModernOrganization.service).error == "invalid_grant")
    }
}
