/// Encodes big-endian bytes in base 62, with the alphabet of Okta's object ids.
package enum Base62 {
    private static let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    /// The number in `width` digits, truncated on the left if it needs more; 12 bytes need 17 digits.
    package static func encode(_ bytes: [UInt8], width: Int) -> String {
        var number = words(bytes)
        var text = [UInt8](repeating: digits[0], count: width)
        var place = width
        while place > 0 {
            var group = divide(&number)
            for _ in 0..<min(digitsAtOnce, place) {
                place -= 1
                text[place] = digits[Int(group % 62)]
                group /= 62
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The last `count` bytes of the number; nil for invalid characters and for numbers that need more bytes.
    package static func decode(_ text: some StringProtocol, count: Int) -> [UInt8]? {
        var number = [UInt8](repeating: 0, count: count)
        for character in text.utf8 {
            guard let digit = digits.firstIndex(of: character), multiply(&number, adding: digit) else { return nil }
        }
        return number
    }

    /// The number in 32-bit words, the most significant first.
    private static func words(_ bytes: [UInt8]) -> [UInt32] {
        var words = [UInt32](repeating: 0, count: (bytes.count + 3) / 4)
        for index in bytes.indices {
            let place = words.count - 1 - (bytes.count - 1 - index) / 4
            words[place] = words[place] << 8 | UInt32(bytes[index])
        }
        return words
    }

    /// The number of digits that one division yields: as many as fit into a word.
    private static let digitsAtOnce = 5
    private static let divisor: UInt64 = 62 * 62 * 62 * 62 * 62

    /// Divides the number by 62 to the fifth power in place, and returns the remainder.
    private static func divide(_ number: inout [UInt32]) -> UInt64 {
        var remainder: UInt64 = 0
        for index in number.indices {
            let value = remainder << 32 | UInt64(number[index])
            number[index] = UInt32(truncatingIfNeeded: value / divisor)
            remainder = value % divisor
        }
        return remainder
    }

    /// Multiplies in place; returns false when the product does not fit into the bytes.
    private static func multiply(_ number: inout [UInt8], adding digit: Int) -> Bool {
        var carry = digit
        for index in number.indices.reversed() {
            let value = Int(number[index]) * 62 + carry
            number[index] = UInt8(value & 0xFF)
            carry = value >> 8
        }
        return carry == 0
    }
}
