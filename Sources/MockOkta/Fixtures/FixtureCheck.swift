import MockOktaIssuing
import MockOktaModel

/// What `mock-okta check` finds: every problem as a line, errors and warnings in the order of files.
package struct FixtureCheck: Sendable {
    package let lines: [String]
    package let errorCount: Int
    package let warningCount: Int

    package init(_ fixtures: MockOktaServer.Fixtures) throws(MockOktaError) {
        let result = FixtureReader.read(try FixtureFiles.read(fixtures), claimFault: \.fault)
        lines = result.problems.map(\.description)
        errorCount = result.errors.count
        warningCount = result.warnings.count
    }
}
