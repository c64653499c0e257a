import MockOktaFormats

// The values of which records consist.

extension UInt8: RecordPart {
    package func write(to writer: inout RecordWriter) { writer.append(self) }
    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self = try reader.byte()
    }
}

extension Bool: RecordPart {
    package func write(to writer: inout RecordWriter) { writer.append(self ? 1 as UInt8 : 0) }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        let byte = try reader.byte()
        guard byte <= 1 else { throw RecordReader.unknown(byte, Bool.self) }
        self = byte == 1
    }
}

extension UInt64: RecordPart {
    package func write(to writer: inout RecordWriter) { writer.append(self) }
    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self = try reader.number()
    }
}

/// The sign is the lowest bit, so that small negative numbers are short too.
extension Int64: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.append(UInt64(bitPattern: self << 1 ^ self >> 63))
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        let number = try reader.number()
        self = Int64(bitPattern: number >> 1) ^ -Int64(number & 1)
    }
}

extension UInt32: RecordPart {
    package func write(to writer: inout RecordWriter) { writer.append(UInt64(self)) }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        let number = try reader.number()
        guard let value = UInt32(exactly: number) else {
            throw RecordReader.unknown(number, UInt32.self)
        }
        self = value
    }
}

extension Int32: RecordPart {
    package func write(to writer: inout RecordWriter) { writer.write(Int64(self)) }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        let number: Int64 = try reader.read()
        guard let value = Int32(exactly: number) else { throw RecordReader.unknown(number, Int32.self) }
        self = value
    }
}

extension Int: RecordPart {
    package func write(to writer: inout RecordWriter) { writer.write(Int64(self)) }
    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self = Int(try reader.read() as Int64)
    }
}

extension String: RecordPart {
    package func write(to writer: inout RecordWriter) { writer.append(counted: utf8.span) }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        guard let text = String(validating: try reader.counted(), as: UTF8.self) else {
            throw RecordCodingError("a text of the record is not UTF-8")
        }
        self = text
    }
}

extension ExactString: RecordPart {
    package func write(to writer: inout RecordWriter) { writer.write(text) }
    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(try reader.read())
    }
}

extension Optional: RecordPart where Wrapped: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.write(self != nil)
        if let self { writer.write(self) }
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        let isPresent: Bool = try reader.read()
        self = isPresent ? .some(try reader.read()) : .none
    }
}

extension Array: RecordPart where Element: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.append(UInt64(count))
        for element in self { writer.write(element) }
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self = []
        for _ in 0..<(try reader.count()) { append(try reader.read()) }
    }
}

/// Enumerations are written by their names, which do not change when cases are added between others.
extension RecordPart where Self: RawRepresentable, RawValue == String {
    package func write(to writer: inout RecordWriter) { writer.write(rawValue) }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        let name: String = try reader.read()
        guard let value = Self(rawValue: name) else { throw RecordReader.unknown(name, Self.self) }
        self = value
    }
}

extension Identifier: RecordPart {}
extension GrantType: RecordPart {}

extension JSONObject: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.append(counted: JSON.object(self).serialized())
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        let text = Array(try reader.counted())
        guard let object = (try? JSON.parse(text))?.object else {
            throw RecordCodingError("an object of the record is not JSON")
        }
        self = object
    }
}

extension Instant: RecordPart {
    package func write(to writer: inout RecordWriter) { writer.write(microseconds) }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(microseconds: try reader.read())
    }
}

extension Range: RecordPart where Bound == UInt32 {
    package func write(to writer: inout RecordWriter) {
        writer.write(lowerBound)
        writer.write(upperBound)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        let (first, end): (UInt32, UInt32) = (try reader.read(), try reader.read())
        guard first <= end else { throw RecordReader.unknown(first, Self.self) }
        self = first..<end
    }
}
