/// Reads an app in either form: members stand flat beside `client_id`, or inside Okta's two `oauthClient` objects.
struct AppMembers {
    let node: FixtureNode

    init(_ node: FixtureNode) {
        self.node = node
    }

    func credential(_ name: String) -> FixtureNode? {
        later(node[name], node["credentials", "oauthClient", name])
    }

    func setting(_ name: String) -> FixtureNode? {
        later(node[name], node["settings", "oauthClient", name])
    }

    /// Okta gives an app its id as client id unless another is asked for.
    var clientID: String? { credential("client_id")?.string ?? node["id"]?.string }

    var label: String? { node["label"]?.string ?? node["client_name"]?.string }

    /// A later file may overlay one form with the other.
    private func later(_ flat: FixtureNode?, _ nested: FixtureNode?) -> FixtureNode? {
        guard let flat, let nested else { return flat ?? nested }
        return flat.top.file >= nested.top.file ? flat : nested
    }

    /// Whether anything names the app, be it of the wrong kind, of which the schema complains.
    var isNamed: Bool { (credential("client_id") ?? node["id"] ?? node["label"] ?? node["client_name"]) != nil }

    /// Whether the app is an OAuth client, as bookmarks, SAML apps and most apps of Okta's catalogue are not.
    ///
    /// A catalogue app may sign in by OpenID Connect and yet show no client.
    var isOAuthClient: Bool {
        guard let mode = node["signOnMode"] else { return true }
        let client = node["client_id"] ?? node["credentials", "oauthClient"] ?? node["settings", "oauthClient"]
        return mode.string == "OPENID_CONNECT" && client != nil
    }
}
