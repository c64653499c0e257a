/// One header or trailer line, `name: value` (RFC 9112 §5).
struct FieldLine: Sendable {
    let name: Range<Int>
    let value: Range<Int>

    /// Rejects lines that intermediaries interpret differently: folded lines, white space before the colon, control
    /// characters.
    init(_ line: Span<UInt8>) throws(HTTPParseError) {
        var colon = 0
        while colon < line.count, line[colon].isTokenCharacter { colon += 1 }
        guard colon > 0, colon < line.count, line[colon] == UInt8(ascii: ":") else { throw .malformedField }
        var start = colon + 1
        var end = line.count
        while start < end, line[start].isBlank { start += 1 }
        while end > start, line[end - 1].isBlank { end -= 1 }
        var index = start
        while index < end {
            guard line[index].isFieldContent else { throw .malformedField }
            index += 1
        }
        name = 0..<colon
        value = start..<end
    }
}
