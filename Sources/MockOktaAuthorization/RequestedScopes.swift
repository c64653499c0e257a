import MockOktaFormats
import MockOktaModel

/// The requested scopes in their order, without repetition; nil where the request names none.
struct RequestedScopes: Hashable {
    let names: [String]

    init?(_ text: String?, settings: Settings) {
        guard var text else { return nil }
        if settings.decodesScopesTwice { text = text.replacing("%20", with: " ") }
        names = Self.distinct(text)
        guard !names.isEmpty else { return nil }
    }

    private static func distinct(_ text: String) -> [String] {
        let words = text.spacedWords
        // Most service apps ask for one.
        guard words.count > 1 else { return words }
        var seen: Set<ExactString> = []
        return words.filter { seen.insert($0) }
    }

    /// Okta's limit for the whole parameter (release notes 2023.04).
    static let longest = 4096
}

/// The scopes that a request goes on with.
struct ChosenScopes: Hashable {
    var names: [String]
    /// Whether they are the default scopes; a rule may then grant only some of them.
    var areDefaults: Bool
}

/// Which scopes a server has, and which may be asked for together.
struct ScopeRules {
    let server: AuthorizationServer
    let client: Application
    let settings: Settings

    /// The scopes asked for, or the server's default scopes where none is.
    ///
    /// - Parameter text: the `scope` parameter.
    /// - Returns: names of scopes that the server has, and whether they are its defaults.
    /// - Throws: `Refusal` for scopes the server does not have, and where nothing is asked and nothing is default.
    func scopes(_ text: String?) throws(Refusal) -> ChosenScopes {
        guard let requested = RequestedScopes(text, settings: settings) else {
            return ChosenScopes(names: try defaultScopes(), areDefaults: true)
        }
        try checkLength(text ?? "", requested.names)
        try checkKnown(requested.names)
        try checkCombinations(requested.names)
        return ChosenScopes(names: try granted(requested.names), areDefaults: false)
    }

    /// Whether a server still has the scopes of a grant that was made earlier.
    func checkKnown(_ names: [String]) throws(Refusal) {
        let unknown = names.filter { !server.hasScope($0) && !(server.isOrg && Self.isOktaScope($0)) }
        guard unknown.isEmpty else {
            let row = server.isOrg ? OAuthError.illegalCustomScope : .noMatchingScope
            throw Refusal(
                row,
                why: "\(server.name) has no scope \(unknown.listed); it has \(server.scopes.map(\.name).listed)",
                remedy: .define(unknown, server)
            )
        }
    }

    /// OpenID scopes ask for claims about a user, so they need `openid` beside them.
    func requireOpenID(_ scopes: [String]) throws(Refusal) {
        let needy = scopes.filter(Scope.requiringOpenID.contains)
        guard needy.isEmpty || scopes.contains(Scope.openID) else {
            throw Refusal(.openidScopeRequired, why: "\(needy.listed) asked without openid")
        }
    }

    private func defaultScopes() throws(Refusal) -> [String] {
        guard !server.isOrg else { throw Refusal(.missingScopes, why: "no scope was asked for") }
        let defaults = server.scopes.filter(\.isDefault).map(\.name)
        guard !defaults.isEmpty else {
            throw Refusal(.noDefaultScopes, why: "no scope was asked for, and \(server.name) has no default scope")
        }
        return defaults
    }

    private func checkLength(_ text: String, _ names: [String]) throws(Refusal) {
        guard text.utf8.count > RequestedScopes.longest else { return }
        let row =
            names.contains(Scope.offlineAccess)
            ? OAuthError.refreshTokenValidationFailure.with("scope") : .invalidScope
        throw Refusal(row, why: "scope is longer than \(RequestedScopes.longest) bytes")
    }

    /// A device secret belongs to a refresh token and an ID token (Okta, "Configure SSO for native apps").
    private func checkCombinations(_ names: [String]) throws(Refusal) {
        guard names.contains(Scope.deviceSSO) else { return }
        let companions = [Scope.openID, Scope.offlineAccess]
        guard companions.allSatisfy(names.contains) else {
            throw Refusal(
                .requiredScopeCombination.with(Scope.deviceSSO, companions.joined(separator: ", ")),
                why: "device_sso was asked without \(companions.filter { !names.contains($0) }.listed)"
            )
        }
    }

    /// Scopes of Okta's own APIs, which an administrator grants to each app (Okta, "OAuth for Okta").
    ///
    /// Differs: an app whose grants no fixture tells gets what it asks for; Okta's apps endpoint does not list them.
    private func granted(_ names: [String]) throws(Refusal) -> [String] {
        guard let granted = client.grantedOktaScopes else { return names }
        let left = names.filter { !Self.isOktaScope($0) || granted.contains($0) }
        guard left.contains(where: Self.isOktaScope) || !names.contains(where: Self.isOktaScope) else {
            throw Refusal(
                .noOrgScopesGranted,
                why: "\(client.clientID) was granted \(granted.listed) of Okta's API scopes"
            )
        }
        return left
    }

    static func isOktaScope(_ name: String) -> Bool { name.hasPrefix("okta.") }
}
