import MockOktaFormats

/// The names of an authorization server: Okta's built-in one has the name `default` as well as its `aus…` id.
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

    /// The name that refers to the server: `default`, its id or, without an id, its name.
    var canonical: String? { isDefault ? "default" : id ?? name }

    /// The id of a server whose fixture has none.
    var derivedID: String? {
        canonical.map { isDefault ? BuiltInServer.id : IdentifierPrefix.authorizationServer.derived(from: $0) }
    }

    /// The last path segment of the issuer.
    var address: String? { isDefault ? "default" : id ?? derivedID }
}
