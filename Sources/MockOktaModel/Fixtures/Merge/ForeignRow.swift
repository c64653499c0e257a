import MockOktaFormats

/// Objects of an export that do not concern an authorization server: they are ignored, whatever they contain.
///
/// Excepted are the org's policies about signing in.
enum ForeignRow {
    /// Whether a row is such an object.
    ///
    /// - Parameters:
    ///   - row: the row, merged from all files.
    ///   - collection: the collection of the row.
    /// - Returns: true for SAML apps, bookmarks and Okta's own apps, and for policies of other types with their rules,
    /// which `GET /api/v1/policies` returns.
    static func includes(_ row: FixtureTable.Row, in collection: FixtureCollection) -> Bool {
        switch collection {
        case .apps: !AppMembers(row.node).isOAuthClient
        case .policies: row.parent == .none && isOther(row.node, than: "OAUTH_AUTHORIZATION_POLICY")
        case .rules: ParentLink.server(of: row.node) == nil && isOther(row.node, than: "RESOURCE_ACCESS")
        default: false
        }
    }

    private static func isOther(_ node: FixtureNode, than type: String) -> Bool {
        node["type"]?.string.map { $0 != type } ?? false
    }
}
