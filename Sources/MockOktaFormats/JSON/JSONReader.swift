/// The syntax that a reader accepts.
package enum JSONDialect: Sendable {
    /// RFC 8259 only: for requests and JWTs.
    case strict
    /// JSON5: comments, trailing commas, single quotes, unquoted keys, more number formats; for files written by hand.
    case json5
}

/// Parses JSON text in UTF-8; a leading byte order mark is skipped (RFC 8259 §8.1).
///
/// Both dialects reject an object with a duplicate key: parsers differ in which one they keep (RFC 8259 §4), and a JWT
/// or a fixture that depends on it is a mistake.
package enum JSONReader {
    /// The value with the positions of all its parts.
    package static func read(_ bytes: [UInt8], dialect: JSONDialect) throws(JSONSyntaxError) -> LocatedJSON {
        let scanner = try JSONScanner(bytes, dialect)
        var parser = JSONParser(scanner, shape: LocatedShape(start: scanner.start))
        return try parser.document()
    }
}

extension JSON {
    /// Parses JSON text by RFC 8259.
    package static func parse(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSON {
        var parser = JSONParser(try JSONScanner(bytes, .strict), shape: PlainShape())
        return try parser.document()
    }
}
