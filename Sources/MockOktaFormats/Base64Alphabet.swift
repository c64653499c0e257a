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
        text.reserveCapacity((bytes.count * 4 + 2) / 3 + 2)
        var pending: UInt32 = 0
        var bits = 0
        for byte in bytes {
            pending = pending << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(characters[Int(pending >> UInt32(bits) & 0x3F)])
            }
        }
        if bits > 0 { text.append(characters[Int(pending << UInt32(6 - bits) & 0x3F)]) }
        return text
    }

    /// The bytes of unpadded text; nil for foreign characters, an impossible length, or left-over bits that are not zero.
    ///
    /// Those bits would give one value several spellings, which a signature check must not allow (RFC 4648 §3.5).
    package func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        guard text.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count * 3 / 4)
        var pending: UInt32 = 0
        var bits = 0
        for character in text {
            let value = values[Int(character)]
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
