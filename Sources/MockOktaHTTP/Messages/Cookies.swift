import MockOktaFormats

/// The cookies of a request in the order they were sent (RFC 6265 §5.4).
///
/// They are read leniently, as a server must (RFC 6265 §4.2.2): pairs without a name or an equals sign are skipped,
/// quotes around a value are removed, and several fields are combined.
package struct Cookies: Sendable {
    package struct Cookie: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    private let fields: HTTPFields

    package init(_ fields: HTTPFields) {
        self.fields = fields
    }

    package var cookies: [Cookie] {
        var cookies: [Cookie] = []
        visit { name, value in
            cookies.append(Cookie(name: fields.text(name), value: fields.text(value)))
            return true
        }
        return cookies
    }

    /// The value of the first cookie with the name, which is the one with the longest path (RFC 6265 §5.4).
    package subscript(_ name: String) -> String? {
        var found: String?
        visit { range, value in
            if fields.bytes.span.extracting(range).equals(name.utf8.span) { found = fields.text(value) }
            return found == nil
        }
        return found
    }

    /// Passes the places of each cookie's name and value to `visitor`, as long as it returns true.
    private func visit(_ visitor: (_ name: Range<Int>, _ value: Range<Int>) -> Bool) {
        let bytes = fields.bytes.span
        for line in fields.lines where fields.isNamed(line, "Cookie") {
            var start = line.value.lowerBound
            while start < line.value.upperBound {
                let rest = bytes.extracting(start..<line.value.upperBound)
                let end = start + (rest.firstIndex(of: UInt8(ascii: ";")) ?? rest.count)
                if let (name, value) = Self.pair(bytes, start..<end), !visitor(name, value) { return }
                start = end + 1
            }
        }
    }

    private static func pair(_ bytes: Span<UInt8>, _ range: Range<Int>) -> (name: Range<Int>, value: Range<Int>)? {
        guard let length = bytes.extracting(range).firstIndex(of: UInt8(ascii: "=")) else { return nil }
        let equals = range.lowerBound + length
        let name = trimmed(bytes, range.lowerBound..<equals)
        var value = trimmed(bytes, equals + 1..<range.upperBound)
        let quote = UInt8(ascii: "\"")
        if value.count >= 2, bytes[value.lowerBound] == quote, bytes[value.upperBound - 1] == quote {
            value = value.lowerBound + 1..<value.upperBound - 1
        }
        return name.isEmpty ? nil : (name, value)
    }

    /// The range without optional white space at its ends (RFC 9110 §5.6.3).
    private static func trimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, bytes[start].isBlank { start += 1 }
        while end > start, bytes[end - 1].isBlank { end -= 1 }
        return start..<end
    }
}
