import MockOktaFormats

/// Reads fixture files: merges them, validates them by the schema, builds the org; all problems are reported together.
package enum FixtureReader {
    /// A larger number of files is merged into fewer, so that a thousand patches do not become a thousand files.
    private static let mostSources = 8

    /// The org that the files define together, with later files taking precedence; without files, an org of defaults.
    ///
    /// - Parameters:
    ///   - sources: the files.
    ///   - isRunning: whether the org replaces a running one, for which some settings take effect too late.
    ///   - expressions: what is checked of the expressions in the files.
    /// - Returns: the org and all problems.
    package static func read(
        _ sources: [FixtureSource],
        isRunning: Bool = false,
        expressions: FixtureExpressionChecks = .none
    ) -> FixtureResult {
        read(sources, behind: 0, isRunning: isRunning, expressions)
    }

    /// An org with files applied over it, as if they followed its own files: defaults are computed afterwards.
    ///
    /// - Parameters:
    ///   - sources: the files.
    ///   - present: the org, including its changes since it was read.
    ///   - expressions: what is checked of the expressions in the files.
    /// - Returns: the org and the problems of the files.
    package static func read(
        _ sources: [FixtureSource],
        over present: Organization,
        expressions: FixtureExpressionChecks = .none
    ) -> FixtureResult {
        let earlier = present.fixtureSources
        return read(earlier + sources, behind: earlier.count, isRunning: true, expressions)
    }

    /// The org that files define together with changes of their objects, as it was before it was written down.
    ///
    /// - Parameters:
    ///   - sources: the files, which were read before without an error.
    ///   - changes: the objects that were set or removed since an org was read from the files, in their order.
    ///   - expressions: what is checked of the expressions.
    /// - Returns: the org, whose changes are these, and its errors.
    package static func read(
        _ sources: [FixtureSource],
        changedBy changes: [FixtureChange],
        expressions: FixtureExpressionChecks = .none
    ) -> FixtureResult {
        var all = sources
        if !changes.isEmpty { all.append(FixtureSource(replacing: FixtureChange.fixture(of: changes))) }
        let result = read(all, behind: all.count, isRunning: true, expressions)
        guard !changes.isEmpty, var contents = result.organization?.contents else { return result }
        contents.sources = sources
        contents.mark(changes)
        return FixtureResult(
            organization: Organization(contents),
            problems: result.problems,
            madeSecrets: result.madeSecrets
        )
    }

    /// Merges files into fewer files that define the same org, and that later files override in the same way.
    ///
    /// - Parameter sources: files without errors.
    /// - Returns: one file or two; files with errors are returned unchanged.
    package static func merged(_ sources: [FixtureSource]) -> [FixtureSource] {
        let log = ProblemLog(files: files(sources), firstFile: FixtureMerge.ownFiles)
        let merge = FixtureMerge(sources, log: log)
        var builder = OrganizationBuilder(merge, log: log, keys: FixtureKeys(), expressions: .none)
        _ = builder.build()
        return log.hasErrors ? sources : FixtureFold(merge, deletions: log.usedDeletions).sources
    }

    private static func files(_ sources: [FixtureSource]) -> [String] {
        Array(repeating: "", count: FixtureMerge.ownFiles) + sources.map(\.name)
    }

    private static func read(
        _ sources: [FixtureSource],
        behind earlier: Int,
        isRunning: Bool,
        _ expressions: FixtureExpressionChecks
    ) -> FixtureResult {
        let firstFile = FixtureMerge.ownFiles + earlier
        let log = ProblemLog(files: files(sources), firstFile: FixtureMerge.ownFiles, firstWarned: firstFile)
        let merge = FixtureMerge(sources, log: log)
        let keys = FixtureKeys()
        if !sources.allSatisfy(\.isChecked) { check(merge, log, keys) }
        if isRunning { warnOfLateSwitches(merge.mock, log) }
        var builder = OrganizationBuilder(merge, log: log, keys: keys, expressions: expressions)
        var contents = builder.build()
        if !log.hasErrors {
            let isLong = sources.count > mostSources
            contents.given = .init(source: contents.source, groupRules: contents.others[.groupRules] ?? [])
            contents.sources = isLong ? FixtureFold(merge, deletions: log.usedDeletions).sources : sources
        }
        return FixtureResult(
            organization: log.hasErrors ? nil : Organization(contents),
            problems: log.problems,
            madeSecrets: builder.madeSecrets
        )
    }

    private static func warnOfLateSwitches(_ mock: FixtureNode?, _ log: ProblemLog) {
        for name in FixtureSchema.switchesOfTheStart {
            guard let node = mock?[name] else { continue }
            log.warning(node, "takes effect only when a server or an org is started")
        }
    }

    private static func check(_ merge: FixtureMerge, _ log: ProblemLog, _ keys: FixtureKeys) {
        let checker = SchemaChecker(log: log, keys: keys)
        if let org = merge.org { checker.check(org, .object(FixtureSchema.org)) }
        if let mock = merge.mock { checker.check(mock, .object(FixtureSchema.mock)) }
        for collection in FixtureCollection.allCases {
            let schema = Schema.object(FixtureSchema.element(of: collection))
            // Nested objects are rows of their own collections and are validated there.
            let nested = Set(texts: collection.nested.map(\.rawValue))
            for row in merge.rows(collection)
            where !ForeignRow.includes(row, in: collection) || merge.isOrgPolicy(row, in: collection) {
                checker.check(row.node, schema, skipping: nested)
            }
        }
        for duplicate in merge.duplicates {
            checker.check(duplicate.node, .object(FixtureSchema.element(of: duplicate.collection)))
        }
    }
}

extension Organization {
    /// The files that define the org; the last one contains its changes since it was read.
    package var fixtureSources: [FixtureSource] {
        var sources = contents.sources
        for index in sources.indices { sources[index].name = "present" }
        let changes = FixtureChange.fixture(of: FixtureWriter(self, withSecrets: true).changes)
        if !changes.isEmpty { sources.append(FixtureSource(replacing: changes)) }
        return sources
    }
}
