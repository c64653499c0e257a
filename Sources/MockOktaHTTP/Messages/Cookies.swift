import MockOktaFormats

/// The cookies of a request in the order they were sent (RFC 6265 §5.4).
package struct Cookies: Hashable, Sendable {
    package struct Cookie: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    package let cookies: [Cookie]

    /// Parses leniently, as a server must (RFC 6265 §4.2.2): pairs without a name or an equals sign are skipped, quotes
    /// around a value are removed, and several fields are combined.
    package init(_ fields: HTTPFields) {
        cookies = fields.values(of: "Cookie").flatMap { value in
            value.utf8.split(separator: UInt8(ascii: ";")).compactMap { Cookies.cookie(Substring($0)) }
        }
    }

    /// The value of the first cookie with the name, which is the one with the longest path (RFC 6265 §5.4).
    package subscript(_ name: String) -> String? { cookies.first { $0.name == name }?.value }

    private static func cookie(_ pair: Substring) -> Cookie? {
        guard let equals = pair.utf8.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        let name = pair[..<equals].trimmingBlanks
        var value = pair[pair.utf8.index(after: equals)...].trimmingBlanks
        let quote = UInt8(ascii: "\"")
        if value.utf8.count >= 2, value.utf8.first == quote, value.utf8.last == quote {
            value = Substring(value.utf8.dropFirst().dropLast())
        }
        return name.isEmpty ? nil : Cookie(name: String(name), value: String(value))
    }
}
