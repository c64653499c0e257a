/// A JSON object as text, written member by member (RFC 8259 §4): for tokens and token responses, whose members are
/// known in advance, so that no `JSONObject` need be created.
///
/// The caller ensures that member names are unique.
package struct JSONObjectText: ~Copyable {
    private var writer = JSONWriter(.compact)

    /// Reserves capacity; `byteCount` is an estimate of the length of the text.
    package init(reserving byteCount: Int) {
        writer.bytes.reserveCapacity(byteCount)
        writer.bytes.append(UInt8(ascii: "{"))
    }

    package mutating func append(_ name: StaticString, _ value: String) {
        begin(name)
        writer.write(string: value)
    }

    package mutating func append(_ name: StaticString, _ value: Int) {
        begin(name)
        writer.bytes.append(decimal: value)
    }

    package mutating func append(_ name: StaticString, _ values: [String]) {
        begin(name)
        writer.bytes.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { writer.bytes.append(UInt8(ascii: ",")) }
            writer.write(string: value)
        }
        writer.bytes.append(UInt8(ascii: "]"))
    }

    /// Appends a string whose characters need no escapes, such as base 64.
    package mutating func append(_ name: StaticString, plain value: [UInt8]) {
        begin(name)
        writer.write(plain: value.span)
    }

    package mutating func append(_ name: StaticString, _ value: JSON) {
        begin(name)
        writer.write(value)
    }

    package mutating func append(_ member: JSONObject.Member) {
        separate()
        writer.write(string: member.key)
        writer.bytes.append(UInt8(ascii: ":"))
        writer.write(member.value)
    }

    /// The complete text.
    package consuming func finished() -> [UInt8] {
        writer.bytes.append(UInt8(ascii: "}"))
        return writer.bytes
    }

    /// Appends the name in one operation, because names are short and many.
    private mutating func begin(_ name: StaticString) {
        let isFirst = writer.bytes.count == 1
        writer.bytes.append(addingCapacity: name.utf8CodeUnitCount + 4) { text in
            if !isFirst { text.append(UInt8(ascii: ",")) }
            text.append(UInt8(ascii: "\""))
            name.withUTF8Buffer { unsafe text.append(copying: $0.span) }
            text.append(UInt8(ascii: "\""))
            text.append(UInt8(ascii: ":"))
        }
    }

    private mutating func separate() {
        if writer.bytes.count > 1 { writer.bytes.append(UInt8(ascii: ",")) }
    }
}
