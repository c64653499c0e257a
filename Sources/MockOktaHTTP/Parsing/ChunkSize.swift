import MockOktaFormats

/// The line before a chunk: its size in hexadecimal, and chunk extensions, which are ignored (RFC 9112 §7.1).
struct ChunkSize: Sendable {
    let bytes: Int

    init(_ line: Span<UInt8>) throws(HTTPParseError) {
        var size = 0
        var index = 0
        while index < line.count, let digit = Hexadecimal.value(line[index]) {
            guard size < 1 << 56 else { throw .malformedChunk }
            size = size << 4 | Int(digit)
            index += 1
        }
        guard index > 0 else { throw .malformedChunk }
        try ChunkSize.check(extensions: line.extracting(index..<line.count))
        bytes = size
    }

    /// Blanks are allowed only before a semicolon; all other characters must be allowed in a field value.
    private static func check(extensions: Span<UInt8>) throws(HTTPParseError) {
        var index = 0
        while index < extensions.count, extensions[index].isBlank { index += 1 }
        guard extensions.count == 0 || index < extensions.count && extensions[index] == UInt8(ascii: ";") else {
            throw .malformedChunk
        }
        while index < extensions.count {
            guard extensions[index].isFieldContent else { throw .malformedChunk }
            index += 1
        }
    }
}
