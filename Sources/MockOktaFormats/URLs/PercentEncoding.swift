/// The `%XX` escapes of URIs and forms (RFC 3986 §2.1).
package enum PercentEncoding {
    /// The byte that an escape stands for.
    ///
    /// - Parameters:
    ///   - text: the text with the escape.
    ///   - index: of the escape's `%`.
    /// - Returns: the byte; nil when two hexadecimal digits do not follow the `%`.
    package static func byte(escapedIn text: Span<UInt8>, at index: Int) -> UInt8? {
        guard index + 2 < text.count, let high = Hexadecimal.value(text[index + 1]),
            let low = Hexadecimal.value(text[index + 2])
        else { return nil }
        return high << 4 | low
    }

    static func appendEscape(of byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "%"))
        bytes.append(Hexadecimal.upperCaseDigit(byte >> 4))
        bytes.append(Hexadecimal.upperCaseDigit(byte & 0xF))
    }
}
