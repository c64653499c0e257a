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
        text.append(addingCapacity: 16) { output in
            var rest = number
            for _ in 0..<16 {
                let value = UInt8(truncatingIfNeeded: rest >> 60)
                output.append(value < 10 ? UInt8(ascii: "0") + value : letter + value - 10)
                rest <<= 4
            }
        }
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
