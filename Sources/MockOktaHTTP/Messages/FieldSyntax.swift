/// The syntax of header fields (RFC 9110 §5).
package enum FieldSyntax {
    /// Whether the writer sends a field of this name as given; it generates the framing fields itself.
    package static func isSendable(_ name: String) -> Bool {
        guard !name.isEmpty, name.utf8.allSatisfy(\.isTokenCharacter) else { return false }
        return !["Connection", "Content-Length", "Transfer-Encoding"].contains { name.equalsIgnoringCase($0) }
    }

    package static func isValue(_ value: String) -> Bool { value.utf8.allSatisfy(\.isFieldContent) }
}
