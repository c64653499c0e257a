import MockOktaCrypto
import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaSystem

/// Metadata of a server: OpenID Connect Discovery §3 and RFC 8414 §2, members in Okta's order.
enum DiscoveryEndpoint {
    /// The methods that `ClientAuthentication` supports.
    private static let authenticationMethods: JSON = .array(
        ClientAuthenticationMethod.allCases.map { .string($0.rawValue) }
    )

    private static let responseModes: JSON = .array(ResponseMode.allCases.map { .string($0.rawValue) })

    static func openIDConfiguration(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        try answer("openid-configuration", context, openIDMembers)
    }

    static func oauthServerMetadata(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        try answer("oauth-authorization-server", context, oauthMembers)
    }

    /// Makes a document once for each organization and base URL.
    private static func answer(
        _ document: String,
        _ context: RequestContext,
        _ members: (RequestContext) -> JSONObject
    ) throws(Refusal) -> HTTPResponse {
        try checkClient(context)
        let snapshot = context.snapshot
        let key = TenantCaches.MetadataKey(document, of: context.server.id, snapshot.urls)
        if let known = snapshot.caches.metadata.withLock({ $0.value(for: key, in: snapshot.organization) }) {
            return JSONAnswer.cacheable(known, at: snapshot.now)
        }
        let body = JSON.object(members(context)).serialized()
        snapshot.caches.metadata.withLock { $0.remember(body, for: key, in: snapshot.organization) }
        return JSONAnswer.cacheable(body, at: snapshot.now)
    }

    private static func openIDMembers(_ context: RequestContext) -> JSONObject {
        var body = endpoints(context)
        body["userinfo_endpoint"] = .string(context.url("/v1/userinfo", base: \.back))
        body["registration_endpoint"] = registration(context)
        body["jwks_uri"] = .string(context.url("/v1/keys", base: \.back))
        body["response_types_supported"] = [
            "code", "id_token", "code id_token", "code token", "id_token token", "code id_token token",
        ]
        body["response_modes_supported"] = responseModes
        body["grant_types_supported"] = grantTypes(context, withClientCredentials: false)
        body["subject_types_supported"] = ["public"]
        body["id_token_signing_alg_values_supported"] = ["RS256"]
        body["scopes_supported"] = scopes(context)
        body["token_endpoint_auth_methods_supported"] = authenticationMethods
        body["claims_supported"] = [
            "iss", "ver", "sub", "aud", "iat", "exp", "jti", "auth_time", "amr", "idp", "nonce", "name", "nickname",
            "preferred_username", "given_name", "middle_name", "family_name", "email", "email_verified", "profile",
            "zoneinfo", "locale", "address", "phone_number", "picture", "website", "gender", "birthdate", "updated_at",
            "at_hash", "c_hash",
        ]
        return finished(body, context)
    }

    private static func oauthMembers(_ context: RequestContext) -> JSONObject {
        var body = endpoints(context)
        body["registration_endpoint"] = registration(context)
        if !context.server.isOrg { body["jwks_uri"] = .string(context.url("/v1/keys", base: \.back)) }
        body["response_types_supported"] = [
            "code", "token", "id_token", "code id_token", "code token", "id_token token", "code id_token token",
        ]
        body["response_modes_supported"] = responseModes
        body["grant_types_supported"] = grantTypes(context, withClientCredentials: true)
        body["subject_types_supported"] = ["public"]
        body["scopes_supported"] = scopes(context, after: context.server.isOrg ? apiScopes : [])
        body["token_endpoint_auth_methods_supported"] = authenticationMethods
        body["claims_supported"] = ["ver", "jti", "iss", "aud", "iat", "exp", "cid", "uid", "scp", "sub"]
        return finished(body, context)
    }

    private static func endpoints(_ context: RequestContext) -> JSONObject {
        [
            "issuer": .string(context.snapshot.issuer(of: context.server)),
            "authorization_endpoint": .string(context.url("/v1/authorize")),
            "token_endpoint": .string(context.url("/v1/token", base: \.back)),
        ]
    }

    /// The org's, whichever server is asked.
    private static func registration(_ context: RequestContext) -> JSON {
        .string(context.snapshot.urls.back + "/oauth2/v1/clients")
    }

    private static func finished(_ start: JSONObject, _ context: RequestContext) -> JSONObject {
        var body = start
        body["code_challenge_methods_supported"] = ["S256"]
        body["introspection_endpoint"] = .string(context.url("/v1/introspect", base: \.back))
        body["introspection_endpoint_auth_methods_supported"] = authenticationMethods
        body["revocation_endpoint"] = .string(context.url("/v1/revoke", base: \.back))
        body["revocation_endpoint_auth_methods_supported"] = authenticationMethods
        body["end_session_endpoint"] = .string(context.url("/v1/logout"))
        body["request_parameter_supported"] = true
        body["request_object_signing_alg_values_supported"] = names(ClientSignature.names)
        body["device_authorization_endpoint"] = .string(context.url("/v1/device/authorize"))
        body["pushed_authorization_request_endpoint"] = .string(context.url("/v1/par", base: \.back))
        body["dpop_signing_alg_values_supported"] = names(DPoPProof.algorithms)
        guard hasApp(context, .ciba) else { return body }
        body["backchannel_token_delivery_modes_supported"] = ["poll"]
        body["backchannel_authentication_request_signing_alg_values_supported"] = names(ClientSignature.names)
        return body
    }

    /// Okta's list, which leaves out assertions; direct authentication is listed where an app has it.
    private static func grantTypes(_ context: RequestContext, withClientCredentials: Bool) -> JSON {
        let types: [GrantType] =
            [.authorizationCode, .implicit, .refreshToken, .password]
            + (withClientCredentials ? [.clientCredentials] : []) + [.deviceCode]
            + (withClientCredentials && hasApp(context, .tokenExchange) ? [.tokenExchange] : [])
            + (hasApp(context, .ciba) ? [.ciba] : [])
            + [.otp, .oob, .mfaOTP, .mfaOOB].filter { hasApp(context, $0) }
        return names(types.map(\.rawValue))
    }

    /// Backchannel authentication and token exchange are listed where they are on: where an app has the grant type.
    ///
    /// Okta's client SDK exchanges tokens only where the OAuth document lists the grant type.
    private static func hasApp(_ context: RequestContext, _ grant: GrantType) -> Bool {
        context.organization.contents.applications.contains { $0.allows(grant) }
    }

    private static func names(_ names: [String]) -> JSON { .array(names.map(JSON.string)) }

    /// Scopes of Okta's own APIs, which the org's OAuth document lists first.
    private static let apiScopes =
        [
            "appGrants", "apps", "authorizationServers", "clients", "groups", "orgs", "policies", "schemas", "sessions",
            "trustedOrigins", "userTypes", "users",
        ].flatMap { ["okta.\($0).manage", "okta.\($0).read"] } + ["okta.clients.register", "okta.logs.read"]

    private static func scopes(_ context: RequestContext, after first: [String] = []) -> JSON {
        let served = context.server.scopes.filter(\.isPublished)
        return .array((first + served.map(\.name)).map { .string($0) })
    }

    /// `?client_id=` requests the metadata for one client, so it must name an existing one.
    static func checkClient(_ context: RequestContext) throws(Refusal) {
        guard let query = context.request.query, let id = FormParameters(query: query)?["client_id"] else { return }
        guard context.snapshot.organization.application(clientID: id) != nil else {
            throw Refusal(.invalidClient(400), why: "the org has no client \(id)")
        }
    }
}
