package import MockOkta
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// The result of `mock-okta check`: all errors and warnings, one line each, in the order of files.
package struct FixtureCheck: Sendable {
    /// How problems are printed.
    package enum Format: String, CaseIterable, Sendable {
        case text, json
        /// Commands that GitHub shows as annotations of a change (GitHub, "Workflow commands").
        case github
    }

    private let problems: [FixtureProblem]
    /// Files that are not read, because of their names.
    private let passedOver: [String]
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

    /// One line for each problem.
    package var lines: [String] {
        problems.map(\.description) + passedOver.map { "\($0): warning: \(Self.passedOverText)" }
    }

    private static let passedOverText = "is not read: the files of a fixture are *.json and *.json5"

    /// The text of a format, with a line end after each line.
    package func text(_ format: Format) -> String {
        switch format {
        case .text: lines.map { VisibleText.escaped($0) + "\n" }.joined()
        case .github: (problems.map(\.annotation) + passedOver.map(Self.annotation)).map { $0 + "\n" }.joined()
        case .json:
            String(
                decoding: JSON.array(problems.map(\.json) + passedOver.map(Self.json)).serialized(.pretty),
                as: UTF8.self
            ) + "\n"
        }
    }

    private static func annotation(_ file: String) -> String {
        "::warning file=\(FixtureProblem.property(file))::\(passedOverText)"
    }

    private static func json(_ file: String) -> JSON {
        ["file": .string(file), "severity": "warning", "message": .string(passedOverText)]
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number == 0 ? "no" : String(number)) \(noun)\(number == 1 ? "" : "s")"
    }

    package init(_ fixtures: MockOktaServer.Fixtures) throws(MockOktaError) {
        let sources = try FixtureFiles.read(fixtures)
        let result = FixtureReader.read(sources, expressions: .evaluated)
        fileCount = sources.count
        organization = result.organization
        passedOver = FixtureFiles.passedOver(fixtures)
        problems = result.problems
        errorCount = result.errors.count
        warningCount = result.warnings.count + passedOver.count
    }
}

extension FixtureProblem {
    private var level: String { severity == .error ? "error" : "warning" }

    fileprivate var json: JSON {
        [
            "file": .string(file), "line": .integer(position.line), "column": .integer(position.column),
            "severity": .string(level), "path": .string(path), "message": .string(message),
        ]
    }

    fileprivate var annotation: String {
        let place = "file=\(Self.property(file)),line=\(position.line),col=\(position.column)"
        return "::\(level) \(place)::\(Self.data(path.isEmpty ? message : "\(path): \(message)"))"
    }

    /// Text after `::`, with the characters escaped that would end the command.
    private static func data(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    fileprivate static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
