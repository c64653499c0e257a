import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// The metadata documents word for word, so that no member, value or order changes unnoticed.
@Suite struct DiscoveryDocumentTests {
    private static let openID = """
        {"issuer":"BASE",\
        "authorization_endpoint":"BASE/v1/authorize",\
        "token_endpoint":"BASE/v1/token",\
        "userinfo_endpoint":"BASE/v1/userinfo",\
        "registration_endpoint":"ORG/oauth2/v1/clients",\
        "jwks_uri":"BASE/v1/keys",\
        "response_types_supported":["code","id_token","code id_token","code token","id_token token",\
        "code id_token token"],\
        "response_modes_supported":["query","fragment","form_post","okta_post_message"],\
        "grant_types_supported":["authorization_code","implicit","refresh_token","password",\
        "urn:ietf:params:oauth:grant-type:device_code"],\
        "subject_types_supported":["public"],\
        "id_token_signing_alg_values_supported":["RS256"],\
        "scopes_supported":["openid","profile","email","address","phone","offline_access","device_sso",\
        "orders:read","orders:write","groups"],\
        "token_endpoint_auth_methods_supported":["client_secret_basic","client_secret_post","client_secret_jwt",\
        "private_key_jwt","none"],\
        "claims_supported":["iss","ver","sub","aud","iat","exp","jti","auth_time","amr","idp","nonce","name",\
        "nickname","preferred_username","given_name","middle_name","family_name","email","email_verified","profile",\
        "zoneinfo","locale","address","phone_number","picture","website","gender","birthdate","updated_at","at_hash",\
        "c_hash"],\
        "code_challenge_methods_supported":["S256"],\
        "introspection_endpoint":"BASE/v1/introspect",\
        "introspection_endpoint_auth_methods_supported":["client_secret_basic","client_secret_post",\
        "client_secret_jwt","private_key_jwt","none"],\
        "revocation_endpoint":"BASE/v1/revoke",\
        "revocation_endpoint_auth_methods_supported":["client_secret_basic","client_secret_post",\
        "client_secret_jwt","private_key_jwt","none"],\
        "end_session_endpoint":"BASE/v1/logout",\
        "request_parameter_supported":true,\
        "request_object_signing_alg_values_supported":["HS256","HS384","HS512","RS256","RS384","RS512","ES256",\
        "ES384","ES512"],\
        "device_authorization_endpoint":"BASE/v1/device/authorize",\
        "pushed_authorization_request_endpoint":"BASE/v1/par",\
        "dpop_signing_alg_values_supported":["RS256","RS384","RS512","ES256","ES384","ES512"]}
        """

    private static let oauth = """
        {"issuer":"BASE",\
        "authorization_endpoint":"BASE/v1/authorize",\
        "token_endpoint":"BASE/v1/token",\
        "registration_endpoint":"ORG/oauth2/v1/clients",\
        "jwks_uri":"BASE/v1/keys",\
        "response_types_supported":["code","token","id_token","code id_token","code token","id_token token",\
        "code id_token token"],\
        "response_modes_supported":["query","fragment","form_post","okta_post_message"],\
        "grant_types_supported":["authorization_code","implicit","refresh_token","password","client_credentials",\
        "urn:ietf:params:oauth:grant-type:device_code"],\
        "subject_types_supported":["public"],\
        "scopes_supported":["openid","profile","email","address","phone","offline_access","device_sso",\
        "orders:read","orders:write","groups"],\
        "token_endpoint_auth_methods_supported":["client_secret_basic","client_secret_post","client_secret_jwt",\
        "private_key_jwt","none"],\
        "claims_supported":["ver","jti","iss","aud","iat","exp","cid","uid","scp","sub"],\
        "code_challenge_methods_supported":["S256"],\
        "introspection_endpoint":"BASE/v1/introspect",\
        "introspection_endpoint_auth_methods_supported":["client_secret_basic","client_secret_post",\
        "client_secret_jwt","private_key_jwt","none"],\
        "revocation_endpoint":"BASE/v1/revoke",\
        "revocation_endpoint_auth_methods_supported":["client_secret_basic","client_secret_post",\
        "client_secret_jwt","private_key_jwt","none"],\
        "end_session_endpoint":"BASE/v1/logout",\
        "request_parameter_supported":true,\
        "request_object_signing_alg_values_supported":["HS256","HS384","HS512","RS256","RS384","RS512","ES256",\
        "ES384","ES512"],\
        "device_authorization_endpoint":"BASE/v1/device/authorize",\
        "pushed_authorization_request_endpoint":"BASE/v1/par",\
        "dpop_signing_alg_values_supported":["RS256","RS384","RS512","ES256","ES384","ES512"]}
        """

    private func text(_ path: String, host: String? = nil, query: String? = nil) throws -> String {
        let double = try TestDouble([TestOrganization.builtIn()], host: host)
        return Answer(try double.send(HTTPRequest(method: .get, path: path, query: query))).text
    }

    @Test(
        .rule(
            "discovery.members-openid",
            "discovery.order",
            "discovery.response-types",
            "discovery.response-modes",
            "discovery.grant-types",
            "discovery.auth-methods",
            "discovery.only-what-works"
        )
    )
    func `the OpenID document of a custom server`() throws {
        let base = "http://mock.example/oauth2/default"
        #expect(
            try text("/oauth2/default/.well-known/openid-configuration")
                == Self.openID.replacing("BASE", with: base).replacing("ORG", with: "http://mock.example")
        )
    }

    @Test(.rule("discovery.members-oauth", "discovery.order"))
    func `the OAuth document of a custom server`() throws {
        let base = "http://mock.example/oauth2/default"
        #expect(
            try text("/oauth2/default/.well-known/oauth-authorization-server")
                == Self.oauth.replacing("BASE", with: base).replacing("ORG", with: "http://mock.example")
        )
    }

    @Test(.rule("discovery.members-openid", "discovery.scopes-org"))
    func `the OpenID document of the org server`() throws {
        let expected = Self.openID
            .replacing(#""issuer":"BASE""#, with: #""issuer":"http://mock.example""#)
            .replacing("BASE", with: "http://mock.example/oauth2")
            .replacing("ORG", with: "http://mock.example")
            .replacing(
                #""openid","profile","email","address","phone","offline_access","device_sso","orders:read","orders:write","groups""#,
                with: #""openid","email","profile","address","phone","offline_access","groups""#
            )
        #expect(try text("/.well-known/openid-configuration") == expected)
    }

    @Test(.rule("discovery.issuer-host"), arguments: ["okta.example:8443", "127.0.0.1:9", "[::1]:8080"])
    func `issuer and endpoints begin with the host that was asked`(host: String) throws {
        let base = "http://\(host)/oauth2/default"
        #expect(
            try text("/oauth2/default/.well-known/openid-configuration", host: host)
                == Self.openID.replacing("BASE", with: base).replacing("ORG", with: "http://\(host)")
        )
    }

    @Test(.rule("discovery.jwks-uri"))
    func `jwks_uri has no client_id, whoever asks`() throws {
        let path = "/oauth2/default/.well-known/openid-configuration"
        #expect(try text(path, query: "client_id=web-app") == text(path))
        #expect(try text(path).contains(#""jwks_uri":"http://mock.example/oauth2/default/v1/keys","#))
    }
}
