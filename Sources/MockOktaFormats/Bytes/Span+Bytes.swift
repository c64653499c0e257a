extension Span<UInt8> {
    /// The first index of a byte; compares eight bytes at a time.
    package func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
        var index = start
        while index + 8 <= count {
            let found = word(at: index).bytes(equalTo: byte)
            if found != 0 { return index + found.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < count, self[index] != byte { index += 1 }
        return index < count ? index : nil
    }

    package func contains(_ byte: UInt8) -> Bool { firstIndex(of: byte) != nil }

    /// Whether the span contains any of three bytes; each group of eight bytes is read once for all three.
    package func contains(anyOf one: UInt8, _ other: UInt8, _ third: UInt8) -> Bool {
        var index = 0
        while index + 8 <= count {
            let word = word(at: index)
            if word.bytes(equalTo: one) | word.bytes(equalTo: other) | word.bytes(equalTo: third) != 0 { return true }
            index += 8
        }
        while index < count {
            if self[index] == one || self[index] == other || self[index] == third { return true }
            index += 1
        }
        return false
    }

    package func count(of byte: UInt8) -> Int {
        var found = 0
        var start = 0
        while let index = firstIndex(of: byte, from: start) {
            found += 1
            start = index + 1
        }
        return found
    }

    package func equals(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        // A text is often compared with itself: a key's PEM with the one it was read from.
        if isIdentical(to: other) { return true }
        var index = 0
        while index + 8 <= count {
            if word(at: index) != other.word(at: index) { return false }
            index += 8
        }
        while index < count {
            if self[index] != other[index] { return false }
            index += 1
        }
        return true
    }

    package func starts(with other: Span<UInt8>) -> Bool {
        count >= other.count && extracting(0..<other.count).equals(other)
    }

    /// Case-insensitive equality for ASCII letters, as HTTP compares names, codings and schemes.
    package func equalsIgnoringCase(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] {
            if self[index].lowercasedASCII != other[index].lowercasedASCII { return false }
        }
        return true
    }
}

extension Span<UInt8> {
    /// The eight bytes from an index, the first in the lowest byte; the caller ensures that they exist.
    func word(at index: Int) -> UInt64 {
        UInt64(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
    }
}

/// Tests eight bytes in one operation: the high bit of each byte in the result marks a match. A byte above a match may
/// be marked wrongly, so only the lowest mark, and whether there is any, is reliable.
extension UInt64 {
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    func bytes(equalTo byte: UInt8) -> UInt64 { (self ^ (Self.ones &* UInt64(byte))).bytes(below: 1) }

    /// Marks the bytes less than `limit`, which is at most 128.
    func bytes(below limit: UInt8) -> UInt64 {
        (self &- Self.ones &* UInt64(limit)) & ~self & (Self.ones << 7)
    }
}

extension UInt8 {
    package var lowercasedASCII: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
}

extension String {
    /// The parts between spaces, without empty ones: how OAuth writes lists (RFC 6749 §3.3).
    package var spacedWords: [String] {
        let space = UInt8(ascii: " ")
        guard utf8.span.contains(space) else { return isEmpty ? [] : [self] }
        return utf8.split(separator: space).map { String(Substring($0)) }
    }

    /// Nil when the bytes are not UTF-8.
    package init?(utf8 bytes: Span<UInt8>) {
        do {
            self = String(copying: try UTF8Span(validating: bytes))
        } catch {
            return nil
        }
    }
}
