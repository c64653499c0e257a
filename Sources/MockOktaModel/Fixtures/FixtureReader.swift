/// Reads fixture files: merges them, checks them against the tables, builds the org; every problem is told at once.
package enum FixtureReader {
    /// The org that the files describe together, later ones winning; no file at all is an org of defaults.
    ///
    /// - Parameters:
    ///   - sources: the files.
    ///   - claimFault: why a claim's value cannot be evaluated (the expression layer knows); nil for good ones.
    /// - Returns: the org and all problems.
    package static func read(
        _ sources: [FixtureSource],
        claimFault: @escaping (Claim.Value) -> String? = { _ in nil }
    ) -> FixtureResult {
        let log = ProblemLog(files: sources.map(\.name))
        let merge = FixtureMerge(sources, log: log)
        let keys = FixtureKeys()
        check(merge, log, keys)
        var builder = OrganizationBuilder(merge, log: log, keys: keys, claimFault: claimFault)
        let contents = builder.build()
        return FixtureResult(
            organization: log.hasErrors ? nil : Organization(contents),
            problems: log.problems,
            madeSecrets: builder.madeSecrets
        )
    }

    private static func check(_ merge: FixtureMerge, _ log: ProblemLog, _ keys: FixtureKeys) {
        let checker = SchemaChecker(log: log, keys: keys)
        if let org = merge.org { checker.check(org, .object(FixtureSchema.org)) }
        if let mock = merge.mock { checker.check(mock, .object(FixtureSchema.mock)) }
        for collection in FixtureCollection.allCases {
            let schema = Schema.object(FixtureSchema.element(of: collection))
            // Nested objects are rows of their own collections and are checked there.
            let nested = Set(collection.nested.map(\.rawValue))
            for row in merge.rows(collection) where !ForeignRow.includes(row, in: collection) {
                checker.check(row.node, schema, skipping: nested)
            }
        }
    }
}
