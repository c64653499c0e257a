import MockOktaFormats

/// Builds a server's claims: all system claims, listed or not, then the custom ones.
struct ClaimsBuilder {
    private(set) var claims = Claim.system

    init(_ nodes: [FixtureNode], scopes: [Scope], log: ProblemLog, _ warnings: ExpressionWarnings) {
        let names = scopes.map(\.name)
        for node in nodes {
            guard let claim = Self.claim(node, log) else { continue }
            if Self.isReserved(claim), let name = node["name"] {
                log.warning(
                    name,
                    "is \(Wording.quoted(claim.name)), which the server sets itself: the claim has no effect"
                )
            }
            warnings.check(.claim(claim.value), in: node["value"])
            for scope in node["conditions", "scopes"]?.elements ?? [] {
                guard let text = scope.string, !names.contains(text) else { continue }
                let suggestion = Wording.didYouMean(text, among: names)
                log.warning(scope, "is \(Wording.quoted(text)), which is no scope of the server\(suggestion)")
            }
            let index = claims.firstIndex { $0.name == claim.name && $0.target == claim.target }
            if let index { claims[index] = claim } else { claims.append(claim) }
        }
    }

    /// Whether the claim has a name that a custom claim cannot replace; `sub` is a system claim, which can be changed.
    private static func isReserved(_ claim: Claim) -> Bool {
        guard !claim.isSystem, claim.name != "sub" else { return false }
        return ReservedMembers.contains(claim.name, in: claim.target == .resource ? .accessToken : .idToken)
    }

    static func claim(_ node: FixtureNode, _ log: ProblemLog) -> Claim? {
        guard let name = node["name"]?.string, let value = value(node, log) else { return nil }
        let target = node["claimType"]?.word() ?? Claim.Target.resource
        return Claim(
            name: name,
            target: target,
            value: value,
            scopes: node["conditions", "scopes"]?.strings ?? [],
            isAlwaysIncluded: node["alwaysIncludeInToken"]?.bool,
            isSystem: node["system"]?.bool ?? Claim.system.contains { $0.name == name && $0.target == target },
            isActive: node.isActive,
            source: node.object
        )
    }

    private static func value(_ node: FixtureNode, _ log: ProblemLog) -> Claim.Value? {
        let kind = node["valueType"]?.string ?? "EXPRESSION"
        guard kind != "SYSTEM" else { return .system }
        guard let text = node["value"]?.string else {
            if node["value"] == nil { log.error(node, "has no value (required for \(kind) claims)") }
            return nil
        }
        guard kind == "GROUPS" else { return .expression(text) }
        guard let given = node["group_filter_type"] else {
            log.error(node, "has no group_filter_type (required for GROUPS claims)")
            return nil
        }
        return given.word(Claim.GroupFilter.self).map { .groups($0, text) }
    }
}
