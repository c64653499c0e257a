/// What came of reading fixtures.
package struct FixtureResult: Sendable {
    /// Nil when there are errors.
    package let organization: Organization?
    /// In the order of files and positions.
    package let problems: [FixtureProblem]
    /// Client ids of apps whose secret the fixtures leave out; it was made and should be shown.
    package let madeSecrets: Set<String>

    package var errors: [FixtureProblem] { problems.filter { $0.severity == .error } }
    package var warnings: [FixtureProblem] { problems.filter { $0.severity == .warning } }
}
