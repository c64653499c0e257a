/// Why and where a text is not JSON: the input found, and the input expected.
package struct JSONSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    package let position: SourcePosition
    package let message: String

    package init(position: SourcePosition, message: String) {
        self.position = position
        self.message = message
    }

    package var description: String { "\(position): \(message)" }
}
