extension JSON {
    /// The layout of the text that `serialized` returns.
    package enum Layout: Sendable {
        /// Without white space, for transmission.
        case compact
        /// Two spaces per level and a space after each colon, as in fixtures; no line end after the value.
        case pretty
    }

    /// The value as JSON text in UTF-8 (RFC 8259).
    package func serialized(_ layout: Layout = .compact) -> [UInt8] {
        var writer = JSONWriter(layout)
        writer.bytes.reserveCapacity(256)
        writer.write(self)
        return writer.bytes
    }
}

/// Appends JSON text to one growing buffer of bytes, because every response uses it.
struct JSONWriter {
    var bytes: [UInt8] = []
    private let isPretty: Bool
    private var depth = 0

    init(_ layout: JSON.Layout) {
        isPretty = layout == .pretty
    }

    mutating func write(_ value: JSON) {
        switch value {
        case .null: write(ascii: "null")
        case .bool(let value): write(ascii: value ? "true" : "false")
        case .integer(let value): bytes.append(decimal: value)
        case .double(let value): write(ascii: JSONNumber.text(of: value))
        case .string(let value): write(string: value)
        case .array(let elements): write(elements)
        case .object(let object): write(object)
        }
    }

    private mutating func write(_ elements: [JSON]) {
        bytes.append(UInt8(ascii: "["))
        depth += 1
        for index in elements.indices {
            beginItem(index)
            write(elements[index])
        }
        end(UInt8(ascii: "]"), isEmpty: elements.isEmpty)
    }

    private mutating func write(_ object: JSONObject) {
        bytes.append(UInt8(ascii: "{"))
        depth += 1
        let members = object.members
        for index in members.indices {
            beginItem(index)
            write(string: members[index].key)
            bytes.append(UInt8(ascii: ":"))
            if isPretty { bytes.append(UInt8(ascii: " ")) }
            write(members[index].value)
        }
        end(UInt8(ascii: "}"), isEmpty: object.isEmpty)
    }

    private mutating func beginItem(_ index: Int) {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        if isPretty { breakLine() }
    }

    private mutating func end(_ bracket: UInt8, isEmpty: Bool) {
        depth -= 1
        if isPretty && !isEmpty { breakLine() }
        bytes.append(bracket)
    }

    private mutating func breakLine() {
        bytes.append(UInt8(ascii: "\n"))
        for _ in 0..<depth * 2 { bytes.append(UInt8(ascii: " ")) }
    }

    private mutating func write(ascii text: String) {
        bytes.append(text)
    }

    mutating func write(string: String) {
        let text = string.utf8.span
        if JSONWriter.isPlain(text) { return write(plain: text) }
        bytes.append(UInt8(ascii: "\""))
        for index in text.indices { write(characterByte: text[index]) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes a string in which no character needs an escape.
    mutating func write(plain text: Span<UInt8>) {
        bytes.append(addingCapacity: text.count + 2) { bytes in
            bytes.append(UInt8(ascii: "\""))
            bytes.append(copying: text)
            bytes.append(UInt8(ascii: "\""))
        }
    }

    private mutating func write(characterByte byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): write(ascii: #"\""#)
        case UInt8(ascii: "\\"): write(ascii: #"\\"#)
        case 0x08: write(ascii: #"\b"#)
        case 0x09: write(ascii: #"\t"#)
        case 0x0A: write(ascii: #"\n"#)
        case 0x0C: write(ascii: #"\f"#)
        case 0x0D: write(ascii: #"\r"#)
        case ..<0x20:
            write(ascii: #"\u00"#)
            bytes.append(Hexadecimal.lowerCaseDigit(byte >> 4))
            bytes.append(Hexadecimal.lowerCaseDigit(byte))
        default: bytes.append(byte)
        }
    }

    /// Whether no character of the text needs an escape; checks eight bytes at a time, because tokens are long.
    private static func isPlain(_ text: Span<UInt8>) -> Bool {
        var index = 0
        while index + 8 <= text.count {
            let word = text.word(at: index)
            let quotes = word.bytes(equalTo: UInt8(ascii: "\"")) | word.bytes(equalTo: UInt8(ascii: "\\"))
            if word.bytes(below: 0x20) | quotes != 0 { return false }
            index += 8
        }
        while index < text.count {
            let byte = text[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return false }
            index += 1
        }
        return true
    }
}
