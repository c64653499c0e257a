// Swift's own operators compare strings by Unicode's canonical equivalence: U+212A (Kelvin sign) equals the letter K.
// Identifiers, scopes, URIs and tokens are compared octet by octet (RFC 6749 §3.3, RFC 3986 §6.2.1).
//
// A file that imports this module gets the operators below instead: a declaration of a module takes precedence over one
// of the standard library with the same signature. Generic code does not: sets and dictionary keys are `ExactString`.

extension String {
    package static func == (one: String, other: String) -> Bool { one.hasSameBytes(as: other) }
    package static func != (one: String, other: String) -> Bool { !one.hasSameBytes(as: other) }
}

extension Substring {
    package static func == (one: Substring, other: Substring) -> Bool {
        one.utf8.elementsEqual(other.utf8)
    }
    package static func != (one: Substring, other: Substring) -> Bool { !(one == other) }
}

extension String? {
    package static func == (one: String?, other: String?) -> Bool {
        switch (one, other) {
        case (let one?, let other?): one.hasSameBytes(as: other)
        case (nil, nil): true
        default: false
        }
    }
    package static func != (one: String?, other: String?) -> Bool { !(one == other) }

    // Preferred to the standard library's operator for two optionals, which a string would be converted for.
    package static func == (one: String?, other: String) -> Bool { one?.hasSameBytes(as: other) ?? false }
    package static func != (one: String?, other: String) -> Bool { !(one == other) }
    package static func == (one: String, other: String?) -> Bool { other?.hasSameBytes(as: one) ?? false }
    package static func != (one: String, other: String?) -> Bool { !(one == other) }
}

extension [String] {
    package static func == (one: [String], other: [String]) -> Bool {
        one.elementsEqual(other) { $0.hasSameBytes(as: $1) }
    }
    package static func != (one: [String], other: [String]) -> Bool { !(one == other) }
}

extension Sequence where Element == String {
    /// The texts as a sentence lists them, separated by commas; "nothing" where there are none.
    package var listed: String {
        let text = joined(separator: ", ")
        return text.isEmpty ? "nothing" : text
    }

    @inlinable package func contains(_ text: String) -> Bool { contains { $0.hasSameBytes(as: text) } }
}

extension Collection where Element == String {
    @inlinable package func firstIndex(of text: String) -> Index? { firstIndex { $0.hasSameBytes(as: text) } }
}

/// The cases of a `switch` over a string.
package func ~= (pattern: String, text: String) -> Bool { pattern.hasSameBytes(as: text) }
