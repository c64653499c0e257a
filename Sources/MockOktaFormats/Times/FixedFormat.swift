/// Parses ASCII text token by token, for the formats of times and durations.
package struct FixedFormat {
    private var rest: Substring.UTF8View

    package init(_ text: String) {
        rest = text[...].utf8
    }

    package var isAtEnd: Bool { rest.isEmpty }

    /// Consumes exactly this text; returns false, and consumes nothing, if the input continues differently.
    package mutating func take(_ text: StaticString) -> Bool {
        let expected = "\(text)".utf8
        guard rest.starts(with: expected) else { return false }
        rest = rest.dropFirst(expected.count)
        return true
    }

    /// Consumes exactly `count` digits and returns their number.
    package mutating func number(digits count: Int) -> Int? {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy(ASCII.isDigit) else { return nil }
        rest = rest.dropFirst(count)
        return Int(Substring(digits))
    }

    /// Consumes all digits at this place, possibly none.
    package mutating func digits() -> Substring {
        let digits = rest.prefix(while: ASCII.isDigit)
        rest = rest.dropFirst(digits.count)
        return Substring(digits)
    }

    /// Consumes the first of the texts that matches, and returns its index.
    package mutating func index(in texts: [String]) -> Int? {
        guard let index = texts.firstIndex(where: { rest.starts(with: $0.utf8) }) else { return nil }
        rest = rest.dropFirst(texts[index].utf8.count)
        return index
    }

    /// A decimal fraction in millionths; digits after the sixth are ignored.
    package static func millionths(_ digits: Substring) -> Int64 {
        let six = digits.prefix(6)
        return Int64(String(six) + String(repeating: "0", count: 6 - six.count)) ?? 0
    }

    /// The number with leading zeros.
    package static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}
