import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// The rules for token requests that a page sends: known by their `Origin` field (Okta, "/token").
enum BrowserRequest {
    /// Grants that a browser may use; rotation brought `refresh_token` to them.
    private static let grants: Set<GrantType> = [.authorizationCode, .refreshToken, .interactionCode]

    static func check(
        _ context: RequestContext,
        _ client: Application,
        _ grant: GrantType,
        _ parameters: EndpointParameters
    ) throws(Refusal) {
        guard let origin = context.request.fields["Origin"],
            origin.asciiLowercased != context.snapshot.urls.origin.asciiLowercased
        else {
            return
        }
        guard client.isPublic else {
            throw Refusal(
                .unsupportedAuthMethodBrowserRequest,
                why: "the request has Origin \(origin), and \(client.clientID) is no public client"
            )
        }
        guard grants.contains(grant) else {
            throw Refusal(.unsupportedGrantTypeBrowserRequest, why: "the request has Origin \(origin)")
        }
        if !context.settings.givesBrowserAppsRefreshTokens,
            RequestedScopes(parameters["scope"], settings: context.settings)?.names.contains(Scope.offlineAccess)
                == true
        {
            throw Refusal(.unsupportedScopeBrowserRequest, why: "mock.spaRefreshTokens is legacy")
        }
        let origins = client.redirectURIs.compactMap(WebOrigin.init(of:)).map(\.description)
        guard
            RedirectURIs.allows(origin.asciiLowercased, among: origins, context.settings)
                || CrossOrigin.isTrusted(origin, in: context.snapshot)
        else {
            throw Refusal(
                .illegalOriginBrowserRequest,
                why: "Origin \(origin) is neither trusted nor the origin of a redirect URI: \(origins.listed)",
                remedy: .trust(origin)
            )
        }
    }
}
