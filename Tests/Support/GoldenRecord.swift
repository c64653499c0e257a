import MockOktaFormats
package import MockOktaModel
import Testing

/// The bytes of a record in stores outside the process, written out in hexadecimal digits: a change of them needs a new
/// version.
package struct GoldenRecord {
    package let bytes: [UInt8]

    /// Reads digits; spaces and line breaks between them are skipped.
    package init(_ text: String) {
        let digits = text.utf8.compactMap(Hexadecimal.value)
        bytes = stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    package static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.flatMap { [$0 >> 4, $0 & 0xF].map(Hexadecimal.lowerCaseDigit) }, as: UTF8.self)
    }

    /// Expects that a record is read from the bytes and written as them again, and that cut or longer bytes, and those
    /// of another version, are refused with an error that says so.
    ///
    /// - Parameters:
    ///   - type: the type of the record.
    ///   - properties: the number of its stored properties: a further one needs a new version.
    /// - Throws: `RecordCodingError` where the bytes are no such record.
    package func check<Record: RecordCoding>(_ type: Record.Type, properties: Int) throws {
        let record = try Record(encoded: bytes)
        #expect(Self.text(record.encoded) == Self.text(bytes))
        #expect(Mirror(reflecting: record).children.count == properties)
        for count in 0..<bytes.count {
            #expect(throws: RecordCodingError.self) { try Record(encoded: Array(bytes.prefix(count))) }
        }
        #expect(throws: RecordCodingError("a \(type) has bytes after its end")) { try Record(encoded: bytes + [0]) }
        let version = "a \(type) has version 9, this program reads version \(bytes[0])"
        #expect(throws: RecordCodingError(version)) { try Record(encoded: [9] + bytes.dropFirst()) }
    }
}
