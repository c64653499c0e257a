package import MockOktaModel

/// An org read from its fixtures, with what they gave cause to remark.
package struct LoadedOrg: Sendable {
    package let organization: Organization
    /// Lines for the log: what Okta would refuse but can be run.
    package let warnings: [String]
    /// Client ids whose secret the fixtures leave out, so that it was made.
    package let madeSecrets: Set<String>

    package init(_ fixtures: MockOktaServer.Fixtures) throws(MockOktaError) {
        let result = FixtureReader.read(try FixtureFiles.read(fixtures))
        guard let organization = result.organization else {
            throw .badFixtures(problems: result.problems.map(\.description))
        }
        self.organization = organization
        warnings = result.warnings.map(\.description)
        madeSecrets = result.madeSecrets
    }
}
