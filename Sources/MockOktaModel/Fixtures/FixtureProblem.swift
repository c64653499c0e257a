package import MockOktaFormats

/// A problem of a fixture with its position; its description is the line that `mock-okta check` prints.
package struct FixtureProblem: Hashable, Sendable, CustomStringConvertible {
    package enum Severity: Sendable {
        /// The fixture cannot be used.
        case error
        /// Okta would refuse the value, or it has no effect, but the fixture can be used.
        case warning
    }

    package let severity: Severity
    package let file: String
    package let position: SourcePosition
    /// `apps[2].settings.oauthClient.grant_types[0]`; empty for text that is not JSON.
    package let path: String
    package let message: String

    package init(_ severity: Severity, file: String, position: SourcePosition, path: String, message: String) {
        self.severity = severity
        self.file = file
        self.position = position
        self.path = path
        self.message = message
    }

    package var description: String {
        let mark = severity == .warning ? "warning: " : ""
        let place = path.isEmpty ? "" : path + ": "
        return "\(file):\(position): \(mark)\(place)\(message)"
    }
}
