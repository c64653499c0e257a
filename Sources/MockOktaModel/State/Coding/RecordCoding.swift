import MockOktaFormats

/// A record that a store outside this process can keep: its bytes are a version and the record's parts.
///
/// The layout of a version never changes. A type that gets, loses or changes a stored property gets a new version, and
/// its `init(from:)` reads the former ones as long as stores may hold them.
package protocol RecordCoding: RecordPart {
    /// The version of the layout that `write(to:)` makes.
    static var codingVersion: UInt8 { get }
}

/// A value within a record.
package protocol RecordPart: Sendable {
    func write(to writer: inout RecordWriter)

    /// Reads what `write(to:)` has written.
    ///
    /// - Throws: `RecordCodingError` where the bytes are not such a value.
    init(from reader: inout RecordReader) throws(RecordCodingError)
}

/// Why the bytes of a store are not a record that this program can read.
package struct RecordCodingError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}

extension RecordCoding {
    /// The record as bytes.
    package var encoded: [UInt8] {
        var writer = RecordWriter()
        writer.write(Self.codingVersion)
        writer.write(self)
        return writer.bytes
    }

    /// Reads a record of `encoded`.
    ///
    /// - Throws: `RecordCodingError` where the bytes have another version, or are no such record.
    package init(encoded bytes: [UInt8]) throws(RecordCodingError) {
        var reader = RecordReader(bytes)
        let version: UInt8 = try reader.read()
        guard version == Self.codingVersion else {
            throw RecordCodingError(
                "a \(Self.self) has version \(version), this program reads version \(Self.codingVersion)"
            )
        }
        self = try reader.read()
        guard reader.isAtEnd else { throw RecordCodingError("a \(Self.self) has bytes after its end") }
    }
}

/// Appends values to the bytes of a record.
package struct RecordWriter {
    package private(set) var bytes: [UInt8] = []

    package init() {
        // Most records fit, and an exchange grows the buffer twice.
        bytes.reserveCapacity(960)
    }

    package mutating func write(_ value: some RecordPart) { value.write(to: &self) }

    package mutating func append(_ byte: UInt8) { bytes.append(byte) }

    /// Appends bytes with their count before them.
    package mutating func append(counted content: Span<UInt8>) {
        append(UInt64(content.count))
        bytes.append(copying: content)
    }

    package mutating func append(counted content: [UInt8]) { append(counted: content.span) }

    /// Appends a number, seven bits in each byte, the lowest first: most numbers of a record are small.
    package mutating func append(_ number: UInt64) {
        var rest = number
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}

/// Takes values from the bytes of a record.
package struct RecordReader {
    private let bytes: [UInt8]
    private var index = 0

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    package var isAtEnd: Bool { index == bytes.count }

    package mutating func read<Part: RecordPart>() throws(RecordCodingError) -> Part { try Part(from: &self) }

    package mutating func byte() throws(RecordCodingError) -> UInt8 {
        guard index < bytes.count else { throw RecordCodingError("the record ends too early") }
        defer { index += 1 }
        return bytes[index]
    }

    package mutating func counted() throws(RecordCodingError) -> ArraySlice<UInt8> {
        let count = try number()
        guard count <= UInt64(bytes.count - index) else { throw RecordCodingError("the record ends too early") }
        defer { index += Int(count) }
        return bytes[index..<index + Int(count)]
    }

    /// The number of elements that follow, each of at least one byte.
    package mutating func count() throws(RecordCodingError) -> Int {
        let count = try number()
        guard count <= UInt64(bytes.count - index) else { throw RecordCodingError("the record ends too early") }
        return Int(count)
    }

    package mutating func number() throws(RecordCodingError) -> UInt64 {
        var number: UInt64 = 0
        for shift in stride(from: 0, to: 70, by: 7) {
            let byte = try byte()
            guard shift < 63 || byte <= 1 else { break }
            number |= UInt64(byte & 0x7F) << UInt64(shift)
            if byte & 0x80 == 0 { return number }
        }
        throw RecordCodingError("a number of the record has more than 64 bits")
    }

    /// The error for a case of an enumeration that this program does not have.
    package static func unknown(_ value: some CustomStringConvertible, _ type: Any.Type) -> RecordCodingError {
        RecordCodingError("\(value) is no \(type) that this program knows")
    }
}
