import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// The rules for token requests that a page sends: known by their `Origin` field (Okta, "/token").
enum BrowserRequest {
    /// Grants that a browser may use; rotation brought `refresh_token` to them.
    private static let grants: Set<GrantType> = [.authorizationCode, .refreshToken, .interactionCode]

    static func check(
        _ call: Call,
        _ client: Application,
        _ grant: GrantType,
        _ parameters: EndpointParameters
    ) throws(Refusal) {
        guard let origin = call.request.fields["Origin"], origin.lowercased() != call.snapshot.urls.origin.lowercased()
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
        if !call.settings.givesBrowserAppsRefreshTokens,
            RequestedScopes(parameters["scope"], settings: call.settings)?.names.contains(Scope.offlineAccess) == true
        {
            throw Refusal(.unsupportedScopeBrowserRequest, why: "mock.spaRefreshTokens is legacy")
        }
        let origins = client.redirectURIs.compactMap(WebOrigin.init(of:)).map(\.text)
        guard origins.contains(origin.lowercased()) || CrossOrigin.isTrusted(origin, in: call.snapshot) else {
            throw Refusal(
                .illegalOriginBrowserRequest,
                why: "Origin \(origin) is none of \(origins), the origins of the client's redirect URIs"
            )
        }
    }
}

/// Scheme, host and port of a URL (RFC 6454 §4).
struct WebOrigin {
    let text: String

    /// Host and port of an origin.
    static func host(of origin: String) -> String {
        origin.firstRange(of: "://").map { String(origin[$0.upperBound...]) } ?? origin
    }

    /// Nil for URIs without an authority, such as those of native apps.
    init?(of url: String) {
        guard let separator = url.firstRange(of: "://") else { return nil }
        let rest = url[separator.upperBound...]
        let authority = rest.prefix { !"/?#".contains($0) }
        guard !authority.isEmpty else { return nil }
        text = (url[..<separator.upperBound] + authority).lowercased()
    }
}
