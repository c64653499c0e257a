/// Why a text is not JSON, and where: what was found and what is allowed there.
package struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    package let position: SourcePosition
    package let message: String

    package init(position: SourcePosition, message: String) {
        self.position = position
        self.message = message
    }

    package var description: String { "\(position): \(message)" }
}
