/// The characters of a JSON text from left to right: tokens, white space, and what to say when one is wrong.
package struct JSONScanner {
    package let bytes: [UInt8]
    package let dialect: JSONDialect
    /// The offset behind a byte order mark.
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

    /// Steps over the byte when it is the next one.
    package mutating func take(_ expected: UInt8) -> Bool {
        guard byte == expected else { return false }
        index += 1
        return true
    }

    /// Steps over an opening bracket; false when the closing one follows, which is stepped over too.
    package mutating func open(closing: UInt8) throws(JSONSyntaxError) -> Bool {
        index += 1
        try skipSpace()
        return !take(closing)
    }

    /// Steps over a comma to the next item; false when the closing bracket came, with a trailing comma where allowed.
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

    /// Steps over the colon of a member and the space around it.
    package mutating func colon() throws(JSONSyntaxError) {
        try skipSpace()
        guard take(UInt8(ascii: ":")) else { throw unexpected("':' after the key") }
        try skipSpace()
    }
}
