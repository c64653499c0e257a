/// Scans JSON text from left to right: tokens, white space, and error messages.
package struct JSONScanner {
    package let bytes: [UInt8]
    package let dialect: JSONDialect
    /// The offset after a byte order mark.
    package let start: Int
    package var index: Int

    package init(_ bytes: [UInt8], _ dialect: JSONDialect) throws(JSONSyntaxError) {
        self.bytes = bytes
        self.dialect = dialect
        start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        index = start
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            let offset = error.byteOffsets.lowerBound
            throw failure("the bytes from 0x\(String(bytes[offset], radix: 16)) on are not UTF-8", at: offset)
        }
    }

    package var isAtEnd: Bool { index >= bytes.count }

    package var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

    package func byte(after count: Int) -> UInt8? {
        index + count < bytes.count ? bytes[index + count] : nil
    }

    /// Consumes the byte if it is the next one.
    package mutating func take(_ expected: UInt8) -> Bool {
        guard byte == expected else { return false }
        index += 1
        return true
    }

    /// Consumes an opening bracket; returns false if the closing one follows, which is consumed too.
    package mutating func open(closing: UInt8) throws(JSONSyntaxError) -> Bool {
        index += 1
        try skipSpace()
        return !take(closing)
    }

    /// Consumes a comma before the next item; returns false after the closing bracket, possibly with a trailing comma
    /// if allowed.
    package mutating func separator(closing: UInt8, opening: Int) throws(JSONSyntaxError) -> Bool {
        try skipSpace()
        if take(closing) { return false }
        let comma = index
        guard take(UInt8(ascii: ",")) else {
            let since = isAtEnd ? " to continue what begins at \(position(of: opening))" : ""
            throw unexpected("',' or '\(Unicode.Scalar(closing))'\(since)")
        }
        try skipSpace()
        guard byte == closing else { return true }
        guard dialect == .json5 else { throw failure("a trailing comma is not allowed here", at: comma) }
        index += 1
        return false
    }

    /// Consumes the colon of a member and the white space around it.
    package mutating func colon() throws(JSONSyntaxError) {
        try skipSpace()
        guard take(UInt8(ascii: ":")) else { throw unexpected("':' after the key") }
        try skipSpace()
    }
}
