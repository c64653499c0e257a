/// The sixty-four characters of a base 64 encoding, and the algorithm common to both encodings (RFC 4648 §3.5, §4).
package struct Base64Alphabet: Sendable {
    private let characters: [UInt8]
    /// The two characters for each twelve-bit value, in memory order.
    private let pairs: [UInt16]
    private let values: [UInt8]
    private static let none: UInt8 = 0xFF

    /// Creates an alphabet; `characters` are the ASCII characters for the values 0 to 63.
    package init(_ characters: StaticString) {
        let ascii = Array("\(characters)".utf8)
        var values = [UInt8](repeating: Base64Alphabet.none, count: 256)
        for (value, character) in ascii.enumerated() { values[Int(character)] = UInt8(value) }
        self.characters = ascii
        pairs = (0..<4096).map { UInt16(littleEndian: UInt16(ascii[$0 >> 6]) | UInt16(ascii[$0 & 0x3F]) << 8) }
        self.values = values
    }

    /// The encoded bytes, without padding.
    package func encode(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        encode(bytes.span, into: &text)
        return text
    }

    /// Appends the encoded bytes, without padding: four characters per three bytes, then two or three for the rest.
    package func encode(_ bytes: Span<UInt8>, into text: inout [UInt8]) {
        let whole = bytes.count / 3 * 3
        let (characters, pairs) = (characters.span, pairs.span)
        text.append(addingCapacity: (bytes.count * 4 + 2) / 3) { text in
            // Unchecked access, because every token is encoded here: the buffer is known to be large enough.
            unsafe text.withUnsafeMutableBufferPointer { room, count in
                let room = unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(room)[count...])
                for index in stride(from: 0, to: whole, by: 3) {
                    let high = unsafe Int(bytes[unchecked: index]) << 16 | Int(bytes[unchecked: index + 1]) << 8
                    let group = unsafe high | Int(bytes[unchecked: index + 2])
                    let place = index / 3 * 4
                    unsafe room.storeBytes(of: pairs[unchecked: group >> 12], toByteOffset: place, as: UInt16.self)
                    unsafe room.storeBytes(
                        of: pairs[unchecked: group & 0xFFF],
                        toByteOffset: place + 2,
                        as: UInt16.self
                    )
                }
                count += whole / 3 * 4
            }
            guard whole < bytes.count else { return }
            let second = whole + 1 < bytes.count ? Int(bytes[whole + 1]) : 0
            let group = Int(bytes[whole]) << 16 | second << 8
            text.append(characters[group >> 18])
            text.append(characters[group >> 12 & 0x3F])
            if whole + 1 < bytes.count { text.append(characters[group >> 6 & 0x3F]) }
        }
    }

    /// The bytes of unpadded text; nil for invalid characters, an impossible length, or non-zero unused bits.
    ///
    /// With non-zero unused bits one value would have several encodings, which a signature check must not accept (RFC
    /// 4648 §3.5).
    package func decode(_ text: Span<UInt8>) -> [UInt8]? {
        guard text.count % 4 != 1 else { return nil }
        let values = values.span
        var seen: UInt8 = 0
        var leftOver = 0
        let bytes = [UInt8](capacity: text.count * 3 / 4) { bytes in
            var group = 0
            for index in text.indices {
                let value = values[Int(text[index])]
                seen |= value
                group = group << 6 | Int(value)
                guard index % 4 == 3 else { continue }
                bytes.append(UInt8(truncatingIfNeeded: group >> 16))
                bytes.append(UInt8(truncatingIfNeeded: group >> 8))
                bytes.append(UInt8(truncatingIfNeeded: group))
                group = 0
            }
            switch text.count % 4 {
            case 2:
                bytes.append(UInt8(truncatingIfNeeded: group >> 4))
                leftOver = group & 0xF
            case 3:
                bytes.append(UInt8(truncatingIfNeeded: group >> 10))
                bytes.append(UInt8(truncatingIfNeeded: group >> 2))
                leftOver = group & 0x3
            default: break
            }
        }
        return seen < 64 && leftOver == 0 ? bytes : nil
    }
}
