/// Appends to a buffer in one copy: the general `append(contentsOf:)` uses an iterator for types other than arrays.
extension [UInt8] {
    @inlinable package mutating func append(copying bytes: Span<UInt8>) {
        append(addingCapacity: bytes.count) { $0.append(copying: bytes) }
    }

    @inlinable package mutating func append(_ text: String) { append(copying: text.utf8.span) }

    /// Appends the number in decimal digits.
    package mutating func append(decimal number: Int) {
        if number < 0 { append(UInt8(ascii: "-")) }
        var digits = InlineArray<20, UInt8>(repeating: 0)
        var start = digits.count
        var rest = number.magnitude
        repeat {
            start -= 1
            digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0
        append(copying: digits.span.extracting(start...))
    }

    /// Appends a number that is not negative, with leading zeros up to a width.
    package mutating func append(decimal number: Int, width: Int) {
        var digits = 1
        var limit = 10
        while number >= limit, digits < width {
            digits += 1
            limit *= 10
        }
        for _ in digits..<Swift.max(digits, width) { append(UInt8(ascii: "0")) }
        append(decimal: number)
    }
}

extension OutputSpan<UInt8> {
    @inlinable package mutating func append(copying bytes: Span<UInt8>) {
        precondition(bytes.count <= freeCapacity)
        unsafe withUnsafeMutableBufferPointer { room, count in
            unsafe bytes.withUnsafeBytes {
                unsafe UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(room)[count...])
                    .copyMemory(from: $0)
            }
            count += bytes.count
        }
    }
}
