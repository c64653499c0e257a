/// The sixty-four characters of one base 64 encoding, and the arithmetic that both encodings share (RFC 4648 §3.5, §4).
package struct Base64Alphabet: Sendable {
    private let characters: [UInt8]
    private let values: [UInt8]
    private static let none: UInt8 = 0xFF

    /// `characters` are the ASCII characters for the values 0 to 63.
    package init(_ characters: StaticString) {
        let ascii = Array("\(characters)".utf8)
        var values = [UInt8](repeating: Base64Alphabet.none, count: 256)
        for (value, character) in ascii.enumerated() { values[Int(character)] = UInt8(value) }
        self.characters = ascii
        self.values = values
    }

    /// The characters of the bytes, without padding.
    package func encode(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        encode(bytes.span, into: &text)
        return text
    }

    /// Appends the characters of the bytes, without padding: four for every three bytes, then two or three more.
    package func encode(_ bytes: Span<UInt8>, into text: inout [UInt8]) {
        let characters = characters.span
        text.append(addingCapacity: (bytes.count * 4 + 2) / 3) { text in
            var index = 0
            while index + 2 < bytes.count {
                let group = Int(bytes[index]) << 16 | Int(bytes[index + 1]) << 8 | Int(bytes[index + 2])
                text.append(characters[group >> 18])
                text.append(characters[group >> 12 & 0x3F])
                text.append(characters[group >> 6 & 0x3F])
                text.append(characters[group & 0x3F])
                index += 3
            }
            guard index < bytes.count else { return }
            let second = index + 1 < bytes.count ? Int(bytes[index + 1]) : 0
            let group = Int(bytes[index]) << 16 | second << 8
            text.append(characters[group >> 18])
            text.append(characters[group >> 12 & 0x3F])
            if index + 1 < bytes.count { text.append(characters[group >> 6 & 0x3F]) }
        }
    }

    /// The bytes of unpadded text; nil for foreign characters, an impossible length, or left-over bits that are not zero.
    ///
    /// Those bits would give one value several spellings, which a signature check must not allow (RFC 4648 §3.5).
    package func decode(_ text: Span<UInt8>) -> [UInt8]? {
        guard text.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count * 3 / 4)
        var pending: UInt32 = 0
        var bits = 0
        for index in text.indices {
            let value = values[Int(text[index])]
            guard value != Base64Alphabet.none else { return nil }
            pending = pending << 6 | UInt32(value)
            bits += 6
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: pending >> UInt32(bits)))
        }
        let leftOver = pending & (1 << UInt32(bits) - 1)
        return leftOver == 0 ? bytes : nil
    }
}
