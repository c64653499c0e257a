import MockOktaFormats
import MockOktaModel
import Testing

struct ApplicationDefaultsTests {
    @Test(arguments: [
        ("", ApplicationType.web, ClientAuthenticationMethod.clientSecretBasic, false),
        (#""application_type": "web""#, .web, .clientSecretBasic, false),
        (#""application_type": "native""#, .native, .none, true),
        (#""application_type": "native", "client_secret": "s""#, .native, .clientSecretBasic, true),
        (#""application_type": "browser""#, .browser, .none, true),
        (#""application_type": "browser", "pkce_required": false"#, .browser, .none, false),
        (#""application_type": "service""#, .service, .clientSecretBasic, false),
    ])
    func `the type decides authentication and PKCE`(
        members: String,
        type: ApplicationType,
        method: ClientAuthenticationMethod,
        requiresPKCE: Bool
    ) throws {
        let app = try app(members)
        #expect(app.type == type)
        #expect(app.authenticationMethod == method)
        #expect(app.requiresPKCE == requiresPKCE)
    }

    @Test(arguments: [
        ("", [GrantType.authorizationCode], [ResponseType.code]),
        (#""application_type": "service""#, [.clientCredentials], [.token]),
        (#""grant_types": ["implicit"]"#, [.implicit], [.code, .token, .idToken]),
        (#""grant_types": ["implicit"], "response_types": ["token"]"#, [.implicit], [.token]),
        (#""application_type": "browser""#, [.authorizationCode], [.code]),
    ])
    func `the type decides grants and response types`(
        members: String,
        grants: [GrantType],
        responses: [ResponseType]
    ) throws {
        let app = try app(members)
        #expect(app.grantTypes == grants)
        #expect(app.responseTypes == responses)
    }

    @Test(arguments: [
        ("", RefreshTokenRotation.fixed),
        (#""application_type": "native""#, .fixed),
        (#""application_type": "browser""#, .rotate(leeway: .seconds(30))),
        (#""application_type": "browser", "refresh_token": {"rotation_type": "STATIC"}"#, .fixed),
        (#""application_type": "browser", "refresh_token": {"leeway": 5}"#, .rotate(leeway: .seconds(5))),
        (#""refresh_token": {"rotation_type": "ROTATE"}"#, .rotate(leeway: .seconds(30))),
        (#""refresh_token": {"rotation_type": "ROTATE", "leeway": 0}"#, .rotate(leeway: .seconds(0))),
        (#""refresh_token": {"rotation_type": "STATIC", "leeway": 9}"#, .fixed),
    ])
    func `refresh tokens are STATIC but for browser apps`(members: String, rotation: RefreshTokenRotation) throws {
        #expect(try app(members).refreshTokenRotation == rotation)
    }

    @Test func `the rest of an app has Okta's defaults`() throws {
        let app = try app("")
        #expect(app.isActive && app.consentMethod == .trusted && app.label == "x" && app.assignments == .everyone)
        #expect(app.id.rawValue.hasPrefix("0oa") && app.id.rawValue.count == 20)
        #expect(!app.allowsSubdomainWildcard)
    }

    @Test func `a secret that is left out is made, the same at every start, and reported`() throws {
        let result = read(#"{"apps": [{"client_id": "a"}, {"client_id": "b", "client_secret": "s"}]}"#)
        let again = read(#"{"apps": [{"client_id": "b"}, {"client_id": "a"}]}"#)
        let secret = try #require(result.organization?.application(clientID: "a")?.secrets.first)
        #expect(secret.count == 64 && Base64URL.decode(secret) != nil)
        #expect(again.organization?.application(clientID: "a")?.secrets == [secret])
        #expect(again.organization?.application(clientID: "b")?.secrets != [secret])
        #expect(result.madeSecrets == ["a"])
    }

    @Test(arguments: ["none", "private_key_jwt"])
    func `a client that authenticates without a secret gets none`(method: String) throws {
        #expect(try app(#""token_endpoint_auth_method": "\#(method)""#).secrets == [])
    }

    @Test func `short and full form say the same`() throws {
        let credentials =
            #""client_id": "x", "client_secret": "s", "token_endpoint_auth_method": "client_secret_post","#
            + #""pkce_required": true"#
        let settings =
            #""application_type": "native", "grant_types": ["password"], "response_types": ["code"],"#
            + #""redirect_uris": ["a:/b"], "post_logout_redirect_uris": ["a:/c"], "wildcard_redirect": "SUBDOMAIN","#
            + #""consent_method": "REQUIRED", "refresh_token": {"rotation_type": "ROTATE", "leeway": 1},"#
            + #""jwks": {"keys": []}"#
        let short = try organization(#"{"apps": [{"label": "L", \#(credentials), \#(settings)}]}"#)
        let full = try organization(
            #"{"apps": [{"label": "L", "credentials": {"oauthClient": {\#(credentials)}},"#
                + #""settings": {"oauthClient": {\#(settings)}}}]}"#
        )
        #expect(short.contents.applications.count == 1)
        #expect(describe(short) == describe(full))
    }

    @Test(arguments: [
        (#"{"client_id": "0oa94el1z4nUDxx0z5d7"}"#, "0oa94el1z4nUDxx0z5d7", "0oa94el1z4nUDxx0z5d7"),
        (#"{"id": "0oa1"}"#, "0oa1", "0oa1"),
        (#"{"id": "0oa1", "credentials": {"oauthClient": {"client_id": "x"}}}"#, "0oa1", "x"),
    ])
    func `id and client id stand in for each other`(app: String, id: String, clientID: String) throws {
        let app = try #require(try organization(#"{"apps": [\#(app)]}"#).contents.applications.first)
        #expect(app.id.rawValue == id)
        #expect(app.clientID == clientID)
    }

    @Test func `an app that is no OAuth client is left out`() throws {
        let org = try organization(
            #"""
            {"apps": [{"id": "0oa1", "label": "Wiki", "signOnMode": "BOOKMARK"}, {"client_id": "x"}],
             "users": [{"id": "00u1", "profile": {"login": "u"}}],
             "appUsers": [{"id": "00u1", "_links": {"app": {"href": "https://h/api/v1/apps/0oa1"}}}]}
            """#
        )
        #expect(org.contents.applications.map(\.clientID) == ["x"])
    }

    private func app(_ members: String) throws -> Application {
        let separator = members.isEmpty ? "" : ", "
        let org = try organization(#"{"apps": [{"client_id": "x"\#(separator)\#(members)}]}"#)
        return try #require(org.application(clientID: "x"))
    }
}
