extension Span<UInt8> {
    /// The first place of a byte, looked for in eight bytes at a time.
    package func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let pattern = ones &* UInt64(byte)
        var index = start
        while index + 8 <= count {
            let word = unsafe withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: index, as: UInt64.self) }
            // A byte of the difference is zero where the text has the byte; its high bit then stands in `found`.
            let difference = UInt64(littleEndian: word) ^ pattern
            let found = (difference &- ones) & ~difference & (ones << 7)
            if found != 0 { return index + found.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < count, self[index] != byte { index += 1 }
        return index < count ? index : nil
    }

    package func contains(_ byte: UInt8) -> Bool { firstIndex(of: byte) != nil }

    package func count(of byte: UInt8) -> Int {
        var count = 0
        for index in indices where self[index] == byte { count += 1 }
        return count
    }

    package func equals(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index] != other[index] { return false }
        return true
    }

    /// Equality without regard to the case of ASCII letters, as HTTP compares names, codings and schemes.
    package func equalsIgnoringCase(_ other: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in indices where self[index].lowercasedASCII != other[index].lowercasedASCII { return false }
        return true
    }
}

extension UInt8 {
    package var lowercasedASCII: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
}

extension String {
    /// Nil when the bytes are not UTF-8.
    package init?(utf8 bytes: Span<UInt8>) {
        do {
            self = String(copying: try UTF8Span(validating: bytes))
        } catch {
            return nil
        }
    }
}
