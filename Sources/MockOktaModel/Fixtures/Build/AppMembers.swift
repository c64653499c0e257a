import MockOktaFormats

/// Reads an app in either form: with members next to `client_id`, or inside Okta's two `oauthClient` objects.
///
/// Files that are merged may use different forms, so each member is looked up in both, file by file.
struct AppMembers {
    let node: FixtureNode

    init(_ node: FixtureNode) {
        self.node = node
    }

    func credential(_ name: String) -> FixtureNode? { node.member(name, or: ["credentials", "oauthClient", name]) }

    func setting(_ name: String) -> FixtureNode? { node.member(name, or: ["settings", "oauthClient", name]) }

    /// Okta uses an app's id as its client id unless another one is given.
    var clientID: String? { credential("client_id")?.string ?? node["id"]?.string }

    var label: String? { node["label"]?.string ?? node["client_name"]?.string }

    /// Whether the app has an identifying member, even one with a value of the wrong type, which the schema check
    /// reports.
    var isNamed: Bool { (credential("client_id") ?? node["id"] ?? node["label"] ?? node["client_name"]) != nil }

    /// Whether the app is an OAuth client: exports also contain bookmarks, SAML apps and Okta's own apps, which have
    /// another `signOnMode`, null, or no `oauthClient`.
    var isOAuthClient: Bool {
        guard let mode = node.layers.compactMap({ $0.member("signOnMode") }).last else { return true }
        guard mode.value.string == "OPENID_CONNECT" else { return false }
        let isFull = node["credentials", "oauthClient"] != nil || node["settings", "oauthClient"] != nil
        return isFull || FixtureSchema.oauthClientMembers.contains { $0.value.contains { node[$0] != nil } }
    }

    /// The members that one file writes in both forms, as pairs of flat and nested member.
    var doubles: [(flat: FixtureNode.Layer, nested: FixtureNode.Layer)] {
        node.layers.flatMap { layer in
            FixtureSchema.oauthClientMembers.flatMap { part, names in
                names.compactMap { name in
                    guard let flat = layer.member(name), let nested = layer.member([part, "oauthClient", name]) else {
                        return nil
                    }
                    return (flat, nested)
                }
            }
        }
    }

    /// The app in Okta's full form, with all files merged.
    var object: JSONObject {
        var object = node.object
        object["client_name"] = nil
        if object["label"] == nil { object["label"] = label.map { .string($0) } }
        for (part, names) in FixtureSchema.oauthClientMembers {
            for name in names {
                let isFlat = node.layers.contains { $0.member(name) != nil }
                guard isFlat else { continue }
                let value = node.member(name, or: [part, "oauthClient", name])?.json ?? .null
                object[name] = nil
                object.change(part) { $0.change("oauthClient") { $0[name] = value } }
            }
        }
        return object
    }
}
