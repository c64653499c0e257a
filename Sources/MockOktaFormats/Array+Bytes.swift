/// Appending to a buffer in one copy: the general `append(contentsOf:)` goes through an iterator for what is no array.
extension [UInt8] {
    @inlinable package mutating func append(copying bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }

    @inlinable package mutating func append(_ text: String) { append(copying: text.utf8.span) }

    /// The number in decimal digits.
    package mutating func append(decimal number: Int) {
        if number < 0 { append(UInt8(ascii: "-")) }
        var rest = number.magnitude
        let start = count
        append(contentsOf: repeatElement(UInt8(ascii: "0"), count: rest.decimalDigits))
        var digits = mutableSpan
        var index = digits.count
        while index > start {
            index -= 1
            digits[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }
}

extension UInt {
    fileprivate var decimalDigits: Int {
        var digits = 1
        var limit: UInt = 10
        while self >= limit {
            digits += 1
            let (next, overflows) = limit.multipliedReportingOverflow(by: 10)
            if overflows { break }
            limit = next
        }
        return digits
    }
}
