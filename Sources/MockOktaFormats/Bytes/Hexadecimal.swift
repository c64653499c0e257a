/// Hexadecimal digits in ASCII.
package enum Hexadecimal {
    /// The value of a digit, in upper or lower case; nil for other characters.
    package static func value(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    /// Appends the sixteen digits of a number, in lower case.
    package static func appendLowerCase(_ number: UInt64, to text: inout [UInt8]) {
        append(number, lettersFrom: UInt8(ascii: "a"), to: &text)
    }

    /// Appends the sixteen digits of a number, in upper case.
    package static func appendUpperCase(_ number: UInt64, to text: inout [UInt8]) {
        append(number, lettersFrom: UInt8(ascii: "A"), to: &text)
    }

    private static func append(_ number: UInt64, lettersFrom letter: UInt8, to text: inout [UInt8]) {
        let digits = (eightDigits(number >> 32, letter).bigEndian, eightDigits(number & 0xFFFF_FFFF, letter).bigEndian)
        unsafe withUnsafeBytes(of: digits) { unsafe text.append(contentsOf: $0) }
    }

    /// The digits of 32 bits, one byte each, computed in parallel.
    private static func eightDigits(_ number: UInt64, _ letter: UInt8) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let words = (number | number << 16) & 0x0000_FFFF_0000_FFFF
        let bytes = (words | words << 8) & 0x00FF_00FF_00FF_00FF
        let values = (bytes | bytes << 4) & (ones &* 0x0F)
        let areLetters = (values &+ ones &* 6) >> 4 & ones
        return values &+ ones &* UInt64(UInt8(ascii: "0")) &+ areLetters &* UInt64(letter - UInt8(ascii: "0") - 10)
    }

    /// The digit of the low four bits, in upper case as RFC 3986 §2.1 recommends for percent escapes.
    package static func upperCaseDigit(_ value: UInt8) -> UInt8 {
        let value = value & 0xF
        return value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }

    /// The digit of the low four bits, in lower case as is usual in JSON escapes and digests.
    package static func lowerCaseDigit(_ value: UInt8) -> UInt8 {
        let value = value & 0xF
        return value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
