/// How much a JSON text may look like a program.
package enum JSONDialect: Sendable {
    /// RFC 8259 to the letter: what comes over the wire, and JWTs.
    case strict
    /// JSON5: comments, trailing commas, single quotes, unquoted keys, more numbers. What people write by hand.
    case json5
}

/// Reads JSON text in UTF-8; a byte order mark before it is skipped (RFC 8259 §8.1).
///
/// Both dialects refuse an object that has a key twice: readers differ in which one they keep (RFC 8259 §4), and a JWT
/// or a fixture that depends on it is a mistake.
package enum JSONReader {
    /// The value with the position of every part.
    package static func read(_ bytes: [UInt8], dialect: JSONDialect) throws(JSONSyntaxError) -> LocatedJSON {
        let scanner = try JSONScanner(bytes, dialect)
        var parser = JSONParser(scanner, shape: LocatedShape(start: scanner.start))
        return try parser.document()
    }
}

extension JSON {
    /// Reads JSON text as RFC 8259 has it.
    package static func parse(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSON {
        var parser = JSONParser(try JSONScanner(bytes, .strict), shape: PlainShape())
        return try parser.document()
    }
}
