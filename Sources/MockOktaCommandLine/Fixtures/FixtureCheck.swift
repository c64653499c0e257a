package import MockOkta
import MockOktaIssuing
import MockOktaModel

/// The result of `mock-okta check`: all errors and warnings, one line each, in the order of files.
package struct FixtureCheck: Sendable {
    package let lines: [String]
    package let errorCount: Int
    package let warningCount: Int
    private let fileCount: Int
    private let organization: Organization?

    /// The numbers of files, objects, errors and warnings.
    package var summary: String {
        let found = [Self.count(errorCount, "error"), Self.count(warningCount, "warning")].joined(separator: ", ")
        guard let contents = organization?.contents else { return "\(Self.count(fileCount, "file")): \(found)" }
        let parts = [
            Self.count(contents.users.count, "user"), Self.count(contents.groups.count, "group"),
            Self.count(contents.applications.count, "app"),
            Self.count(contents.authorizationServers.count, "authorization server"),
        ]
        return "\(Self.count(fileCount, "file")): \(parts.joined(separator: ", ")); \(found)"
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number == 0 ? "no" : String(number)) \(noun)\(number == 1 ? "" : "s")"
    }

    package init(_ fixtures: MockOktaServer.Fixtures) throws(MockOktaError) {
        let sources = try FixtureFiles.read(fixtures)
        let result = FixtureReader.read(sources, claimFault: \.fault)
        fileCount = sources.count
        organization = result.organization
        let passedOver = FixtureFiles.passedOver(fixtures).map {
            "\($0): warning: is not read: the files of a fixture are *.json and *.json5"
        }
        lines = result.problems.map(\.description) + passedOver
        errorCount = result.errors.count
        warningCount = result.warnings.count + passedOver.count
    }
}
