/// Big-endian bytes as digits of base 62, the alphabet of Okta's object ids.
package enum Base62 {
    private static let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    /// The number in `width` digits, cut off on the left where it needs more; 12 bytes need 17 digits.
    package static func encode(_ bytes: some Sequence<UInt8>, width: Int) -> String {
        var number = Array(bytes)
        var text = [UInt8](repeating: digits[0], count: width)
        for place in stride(from: width - 1, through: 0, by: -1) {
            text[place] = digits[divide(&number)]
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The last `count` bytes of the number; nil for other characters and for numbers that need more bytes.
    package static func decode(_ text: some StringProtocol, count: Int) -> [UInt8]? {
        var number = [UInt8](repeating: 0, count: count)
        for character in text.utf8 {
            guard let digit = digits.firstIndex(of: character), multiply(&number, adding: digit) else { return nil }
        }
        return number
    }

    /// Divides the number by 62 in place and returns the remainder.
    private static func divide(_ number: inout [UInt8]) -> Int {
        var remainder = 0
        for index in number.indices {
            let value = remainder << 8 | Int(number[index])
            number[index] = UInt8(value / 62)
            remainder = value % 62
        }
        return remainder
    }

    /// False when the product outgrows its bytes.
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
