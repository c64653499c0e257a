/// Instants as `2026-01-01T00:00:00.000Z` (RFC 3339 §5.6), counted in microseconds since 1970.
package enum RFC3339 {
    /// UTC with three decimals, as in Okta's API, rounded down; clamped to years 1 to 9999.
    package static func format(microseconds: Int64) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(24)
        append(microseconds: microseconds, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Appends the text that `format` returns.
    package static func append(microseconds: Int64, to text: inout [UInt8]) {
        let (seconds, microsecond) = CivilTime.floored(microseconds, by: 1_000_000)
        let time = CivilTime(clampingSeconds: seconds)
        text.append(addingCapacity: 24) { output in
            output.append(twoDigits: time.year / 100)
            output.append(twoDigits: time.year % 100)
            output.append(UInt8(ascii: "-"), twoDigits: time.month)
            output.append(UInt8(ascii: "-"), twoDigits: time.day)
            output.append(UInt8(ascii: "T"), twoDigits: time.hour)
            output.append(UInt8(ascii: ":"), twoDigits: time.minute)
            output.append(UInt8(ascii: ":"), twoDigits: time.second)
            output.append(UInt8(ascii: "."), twoDigits: Int(microsecond / 10_000))
            output.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: microsecond / 1000 % 10))
            output.append(UInt8(ascii: "Z"))
        }
    }

    /// UTC with as many decimals as the microseconds require, at least three.
    package static func formatExactly(microseconds: Int64) -> String {
        let text = format(microseconds: microseconds)
        let (_, microsecond) = CivilTime.floored(microseconds, by: 1_000_000)
        guard microsecond % 1000 != 0 else { return text }
        return "\(text.dropLast())\(FixedFormat.padded(Int(microsecond % 1000), 3))Z"
    }

    /// The instant of a date and time with a time zone; nil for other text, for leap seconds, and outside years 1 to
    /// 9999.
    ///
    /// Digits after the microsecond are ignored.
    package static func parse(_ text: String) -> Int64? {
        var input = FixedFormat(text)
        guard
            let year = input.number(digits: 4), input.take("-"),
            let month = input.number(digits: 2), input.take("-"),
            let day = input.number(digits: 2), input.take("T") || input.take("t"),
            let hour = input.number(digits: 2), input.take(":"),
            let minute = input.number(digits: 2), input.take(":"),
            let second = input.number(digits: 2),
            let microseconds = fraction(&input), let offset = offset(&input), input.isAtEnd,
            let time = CivilTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        else { return nil }
        let seconds = time.secondsSince1970 - offset
        return CivilTime.range.contains(seconds) ? seconds * 1_000_000 + microseconds : nil
    }

    private static func fraction(_ input: inout FixedFormat) -> Int64? {
        guard input.take(".") else { return 0 }
        let digits = input.digits()
        return digits.isEmpty ? nil : FixedFormat.millionths(digits)
    }

    /// Seconds east of UTC.
    private static func offset(_ input: inout FixedFormat) -> Int64? {
        if input.take("Z") || input.take("z") { return 0 }
        let isWest = input.take("-")
        guard
            isWest || input.take("+"),
            let hours = input.number(digits: 2), hours <= 23, input.take(":"),
            let minutes = input.number(digits: 2), minutes <= 59
        else { return nil }
        let seconds = Int64(hours * 3600 + minutes * 60)
        return isWest ? -seconds : seconds
    }
}

extension OutputSpan<UInt8> {
    /// Appends a separator and a number below 100.
    fileprivate mutating func append(_ separator: UInt8, twoDigits number: Int) {
        append(separator)
        append(twoDigits: number)
    }

    fileprivate mutating func append(twoDigits number: Int) {
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / 10))
        append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
    }
}
