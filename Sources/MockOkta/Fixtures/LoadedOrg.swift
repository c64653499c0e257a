import MockOktaIssuing
package import MockOktaModel

/// An org read from its fixtures, with what they gave cause to remark.
package struct LoadedOrg: Sendable {
    package let organization: Organization
    /// Lines for the log: what Okta would refuse but can be run.
    package let warnings: [String]
    /// Client ids whose secret the fixtures leave out, so that it was made.
    package let madeSecrets: Set<String>

    /// Reads an org.
    ///
    /// - Parameters:
    ///   - fixtures: where it is described.
    ///   - present: an org that the fixtures are laid over.
    /// - Throws: what is wrong with the fixtures.
    package init(_ fixtures: MockOktaServer.Fixtures, over present: Organization? = nil) throws(MockOktaError) {
        let sources = try FixtureFiles.read(fixtures)
        let result =
            if let present {
                FixtureReader.read(sources, over: present, claimFault: \.fault)
            } else {
                FixtureReader.read(sources, claimFault: \.fault)
            }
        guard let organization = result.organization else {
            throw .badFixtures(problems: result.problems.map(\.description))
        }
        self.organization = organization
        warnings = result.warnings.map(\.description)
        madeSecrets = result.madeSecrets
    }
}
