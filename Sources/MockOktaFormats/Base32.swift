/// Base 32 without padding (RFC 4648 §6), in which secrets of one-time passwords are shown.
package enum Base32 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    package static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var (buffer, count) = (0, 0)
        for byte in bytes {
            buffer = (buffer << 8 | Int(byte)) & 0xFFFF
            count += 8
            while count >= 5 {
                count -= 5
                text.append(digits[buffer >> count & 31])
            }
        }
        if count > 0 { text.append(digits[buffer << (5 - count) & 31]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Ignores spaces, padding and case, because people type secrets; nil for other characters.
    package static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var (buffer, count) = (0, 0)
        for character in text.utf8 where character != UInt8(ascii: " ") && character != UInt8(ascii: "=") {
            let upper = (0x61...0x7A).contains(character) ? character - 32 : character
            guard let digit = digits.firstIndex(of: upper) else { return nil }
            buffer = (buffer << 5 | digit) & 0xFFFF
            count += 5
            guard count >= 8 else { continue }
            count -= 8
            bytes.append(UInt8(truncatingIfNeeded: buffer >> count))
        }
        return bytes
    }
}
