/// A position in a text: line and column, both starting at 1; columns count Unicode scalars.
///
/// Scalars are counted instead of Swift characters, because counting them needs no Unicode tables and agrees with
/// editors except for combined characters. Lines end at LF, CR or CR LF.
package struct SourcePosition: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package var description: String { "\(line):\(column)" }

    package static func < (left: SourcePosition, right: SourcePosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// Converts byte offsets into positions while moving forward through a text, so that all positions together cost one
/// pass.
package struct SourceCursor {
    private var offset: Int
    private var line = 1
    private var column = 1

    /// Starts at the offset of the first byte after a byte order mark.
    package init(start: Int) {
        offset = start
    }

    /// The position of a byte offset, which must not be less than the previous one.
    package mutating func position(of target: Int, in bytes: [UInt8]) -> SourcePosition {
        while offset < min(target, bytes.count) {
            step(over: bytes[offset], followedBy: offset + 1 < bytes.count ? bytes[offset + 1] : nil)
            offset += 1
        }
        return SourcePosition(line: line, column: column)
    }

    private mutating func step(over byte: UInt8, followedBy next: UInt8?) {
        let endsLine = byte == UInt8(ascii: "\n") || (byte == UInt8(ascii: "\r") && next != UInt8(ascii: "\n"))
        if endsLine {
            line += 1
            column = 1
        } else if byte & 0xC0 != 0x80 {
            column += 1
        }
    }
}
