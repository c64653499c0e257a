package import MockOktaFormats

/// The result of reading fixtures.
package struct FixtureResult: Sendable {
    /// Nil when there are errors.
    package let organization: Organization?
    /// In the order of files and positions.
    package let problems: [FixtureProblem]
    /// The client ids of apps whose secret the fixtures leave out; their secrets were generated and should be shown.
    package let madeSecrets: Set<ExactString>

    package var errors: [FixtureProblem] { problems.filter { $0.severity == .error } }
    package var warnings: [FixtureProblem] { problems.filter { $0.severity == .warning } }
}
