import MockOktaFormats

/// Builds a trusted origin; an origin without scopes gets those that browsers commonly need.
struct TrustedOriginBuilder {
    let origin: TrustedOrigin?

    init(_ node: FixtureNode) {
        guard let text = node["origin"]?.string else {
            origin = nil
            return
        }
        let uses = node["scopes"]?.elements.compactMap { $0["type"]?.word(TrustedOrigin.Use.self) }
        origin = TrustedOrigin(
            id: Identifier(rawValue: node["id"]?.string ?? IdentifierPrefix.trustedOrigin.derived(from: text)),
            origin: (text.hasSuffix("/") ? String(text.dropLast()) : text).asciiLowercased,
            uses: Set(uses ?? [.cors, .redirect]),
            isActive: node.isActive,
            source: node.object
        )
    }
}
