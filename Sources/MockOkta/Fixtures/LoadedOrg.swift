package import MockOktaFormats
import MockOktaIssuing
package import MockOktaModel

/// An org read from its fixtures, with the warnings about them.
package struct LoadedOrg: Sendable {
    package let organization: Organization
    /// Warnings for the log, one line each: fixtures that Okta would refuse but this server accepts.
    package let warnings: [String]
    /// The client ids whose secret was generated, because the fixtures omit it.
    package let madeSecrets: Set<ExactString>

    /// Reads an org.
    ///
    /// - Parameters:
    ///   - fixtures: the fixtures.
    ///   - present: an org that the fixtures are merged into.
    /// - Throws: the errors of the fixtures.
    package init(_ fixtures: MockOktaServer.Fixtures, over present: Organization? = nil) throws(MockOktaError) {
        let sources = try FixtureFiles.read(fixtures)
        let result =
            if let present {
                FixtureReader.read(sources, over: present, expressions: .evaluated)
            } else {
                FixtureReader.read(sources, expressions: .evaluated)
            }
        guard let organization = result.organization else {
            throw .badFixtures(problems: result.problems.map(\.description))
        }
        self.organization = organization
        warnings = result.warnings.map(\.description)
        madeSecrets = result.madeSecrets
    }
}
