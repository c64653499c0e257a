import MockOktaFormats

/// Builds a server's scopes: all reserved scopes, listed or not, then the custom ones.
struct ScopesBuilder {
    private(set) var scopes = Scope.reserved

    init(_ nodes: [FixtureNode]) {
        for node in nodes {
            guard let name = node["name"]?.string else { continue }
            let index = scopes.firstIndex { $0.name == name }
            let scope = Self.scope(node, over: index.map { scopes[$0] } ?? Scope(name: name))
            if let index { scopes[index] = scope } else { scopes.append(scope) }
        }
    }

    /// Members that an entry for a reserved scope leaves out have Okta's values.
    static func scope(_ node: FixtureNode, over base: Scope) -> Scope {
        var scope = base
        scope.displayName = node["displayName"]?.string ?? base.displayName
        scope.description = node["description"]?.string ?? base.description
        scope.consent = node["consent"]?.word() ?? base.consent
        scope.isDefault = node["default"]?.bool ?? base.isDefault
        scope.isPublished = node["metadataPublish"]?.string.map { $0 == "ALL_CLIENTS" } ?? base.isPublished
        scope.source = node.object
        return scope
    }
}
