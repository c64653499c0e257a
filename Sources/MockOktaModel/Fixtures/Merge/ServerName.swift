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

    /// What children call their parent while files are merged.
    var canonical: String? { isDefault ? "default" : id ?? name }

    /// Every word that may name the server.
    var aliases: [String] { [isDefault ? "default" : nil, id, name].compactMap(\.self) }
}
