import MockOktaFormats

/// Reports scopes, claims, keys, policies and rules that belong to no server or policy.
enum PlacedChildren {
    static func check(_ merge: FixtureMerge, log: ProblemLog) {
        let servers = merge.numbered(.authorizationServers).flatMap { words(merge, $0.number, .authorizationServers) }
        for collection in [FixtureCollection.scopes, .claims, .keys, .policies] {
            check(merge.rows(collection), collection, "authorization server", servers, log)
        }
        let policies = merge.numbered(.policies).flatMap { words(merge, $0.number, .policies) }
        check(merge.rows(.rules), .rules, "policy", policies, log)
    }

    private static func words(_ merge: FixtureMerge, _ number: Int, _ collection: FixtureCollection) -> [String] {
        let (ids, names) = merge.aliases(of: number, in: collection)
        return ids + names
    }

    private static func check(
        _ rows: [FixtureTable.Row],
        _ collection: FixtureCollection,
        _ kind: String,
        _ known: [String],
        _ log: ProblemLog
    ) {
        for row in rows where !ForeignRow.includes(row, in: collection) {
            switch row.parent {
            case .row: break
            case .none: log.error(row.node, "belongs to no \(kind) (allowed: _links.self.href whose path names it)")
            case .unknown(let word):
                let link = row.node["_links", "self", "href"] ?? row.node
                let suggestion = Wording.didYouMean(word.text, among: known.sorted())
                log.error(
                    link,
                    "belongs to the \(kind) \(Wording.quoted(word.text)), which no fixture has\(suggestion)"
                )
            }
        }
    }
}
