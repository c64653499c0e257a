import MockOktaFormats
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
        var sources = try FixtureFiles.read(fixtures)
        if let present {
            let fixture = FixtureWriter(present, withSecrets: true).fixture
            sources.insert(FixtureSource(name: "present", bytes: JSON.object(fixture).serialized()), at: 0)
        }
        let result = FixtureReader.read(sources, claimFault: \.fault)
        guard let organization = result.organization else {
            throw .badFixtures(problems: result.problems.map(\.description))
        }
        self.organization = organization
        warnings = result.warnings.filter { present == nil || $0.file != "present" }.map(\.description)
        madeSecrets = result.madeSecrets
    }
}
