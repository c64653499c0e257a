/// Single hexadecimal digits, in ASCII.
package enum Hexadecimal {
    /// The value of a digit in either case; nil for other characters.
    package static func value(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// Two lower-case digits for each byte.
    package static func lowerCase(_ bytes: [UInt8]) -> [UInt8] { digits(bytes, lowerCaseDigit) }

    /// Two upper-case digits for each byte.
    package static func upperCase(_ bytes: [UInt8]) -> [UInt8] { digits(bytes, upperCaseDigit) }

    private static func digits(_ bytes: [UInt8], _ digit: (UInt8) -> UInt8) -> [UInt8] {
        var digits: [UInt8] = []
        digits.reserveCapacity(2 * bytes.count)
        for byte in bytes {
            digits.append(digit(byte >> 4))
            digits.append(digit(byte))
        }
        return digits
    }

    /// The digit of the low four bits, as RFC 3986 §2.1 wants percent escapes.
    package static func upperCaseDigit(_ value: UInt8) -> UInt8 {
        let value = value & 0xF
        return value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }

    /// The digit of the low four bits, as JSON escapes and digests are usually written.
    package static func lowerCaseDigit(_ value: UInt8) -> UInt8 {
        let value = value & 0xF
        return value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
