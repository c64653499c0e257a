import MockOktaEndpoints
import MockOktaFormats
import MockOktaModel

/// The scopes that an authorize request may go on with.
enum AuthorizeScopes {
    static func check(
        _ text: String?,
        _ client: Application,
        _ types: ResponseTypeSet,
        _ context: RequestContext
    ) throws(Refusal) -> ChosenScopes {
        let rules = ScopeRules(server: context.server, client: client, settings: context.settings)
        var scopes = try rules.scopes(text)
        try rules.requireOpenID(scopes.names)
        guard !types.contains(.idToken) || scopes.names.contains(Scope.openID) else {
            throw Refusal(.openidScopeRequired, why: "response_type has id_token, scope lacks openid")
        }
        let isLegacyBrowserApp = client.type == .browser && !context.settings.givesBrowserAppsRefreshTokens
        if !types.contains(.code) || isLegacyBrowserApp { scopes.names.removeAll { $0 == Scope.offlineAccess } }
        return scopes
    }
}
