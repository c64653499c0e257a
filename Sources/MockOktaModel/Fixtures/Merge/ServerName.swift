/// How an authorization server is called: Okta's built-in one is `default` beside its `aus…` id.
struct ServerName {
    let id: String?
    let name: String?
    let isDefault: Bool

    init(_ node: FixtureNode) {
        let id = node["id"]?.string
        name = node["name"]?.string
        isDefault = id == "default" || name == "default" || node["default"]?.bool == true
        self.id = id == "default" ? nil : id
    }

    /// What the server is called where it has no id.
    var canonical: String? { isDefault ? "default" : id ?? name }

    /// The id of a server whose fixture has none.
    var derivedID: String? {
        canonical.map { isDefault ? BuiltInServer.id : IdentifierPrefix.authorizationServer.derived(from: $0) }
    }

    /// The last part of the issuer.
    var address: String? { isDefault ? "default" : id ?? derivedID }
}
