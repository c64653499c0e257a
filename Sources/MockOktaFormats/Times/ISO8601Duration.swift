/// Durations such as `PT1H30M`, `P3D`, `P1W`, or `10s`, `5m`, `1h`, `7d`, or a number of seconds, in microseconds.
///
/// Years and months are rejected, because they have no fixed length (ISO 8601-1 §5.5.2).
package enum ISO8601Duration {
    private struct Unit {
        let letter: StaticString
        let microseconds: Int64
    }

    private static let week = Unit(letter: "W", microseconds: 604_800_000_000)
    private static let day = Unit(letter: "D", microseconds: 86_400_000_000)
    private static let clock = [
        Unit(letter: "H", microseconds: 3_600_000_000), Unit(letter: "M", microseconds: 60_000_000),
        Unit(letter: "S", microseconds: 1_000_000),
    ]

    /// The unit suffixes that may follow a plain number.
    private static let suffixes = [
        Unit(letter: "s", microseconds: 1_000_000), Unit(letter: "m", microseconds: 60_000_000),
        Unit(letter: "h", microseconds: 3_600_000_000), Unit(letter: "d", microseconds: 86_400_000_000),
    ]

    /// Nil for an invalid or too long duration; digits after the microsecond are ignored.
    package static func parse(_ text: String) -> Int64? {
        var input = FixedFormat(text)
        let isNegative = input.take("-")
        let magnitude: Int64?
        if input.take("P") {
            magnitude = designated(&input)
        } else {
            magnitude = amount(&input).flatMap { amount in
                let unit = suffixes.first { input.take($0.letter) }
                return amount.times(unit?.microseconds ?? 1_000_000)
            }
        }
        guard let magnitude, input.isAtEnd else { return nil }
        return isNegative ? -magnitude : magnitude
    }

    /// Days, hours, minutes and seconds, without components that are zero; `PT0S` for zero.
    package static func format(microseconds: Int64) -> String {
        let (days, rest) = microseconds.magnitude.quotientAndRemainder(dividingBy: day.microseconds.magnitude)
        let (seconds, fraction) = rest.quotientAndRemainder(dividingBy: 1_000_000)
        let date = days > 0 ? "\(days)D" : ""
        var time = seconds >= 3600 ? "\(seconds / 3600)H" : ""
        if seconds / 60 % 60 > 0 { time += "\(seconds / 60 % 60)M" }
        if seconds % 60 > 0 || fraction > 0 { time += "\(seconds % 60)\(decimals(fraction))S" }
        if date.isEmpty && time.isEmpty { time = "0S" }
        return (microseconds < 0 ? "-P" : "P") + date + (time.isEmpty ? "" : "T" + time)
    }

    private static func decimals(_ microseconds: UInt64) -> String {
        guard microseconds > 0 else { return "" }
        let digits = FixedFormat.padded(Int(microseconds), 6)
        let zeros = digits.reversed().prefix { $0 == "0" }.count
        return "." + digits.dropLast(zeros)
    }

    /// The components after the P: weeks alone, or days and then a time part.
    private static func designated(_ input: inout FixedFormat) -> Int64? {
        var total: Int64 = 0
        if !input.take("T") {
            guard let first = amount(&input) else { return nil }
            if input.take(week.letter) { return first.times(week.microseconds) }
            guard input.take(day.letter), let days = first.times(day.microseconds) else { return nil }
            total = days
            if input.isAtEnd { return total }
            guard !first.isFractional, input.take("T") else { return nil }
        }
        return clockPart(&input, added: total)
    }

    /// Hours, minutes and seconds in this order, at least one of them; only the last component may have a fraction.
    private static func clockPart(_ input: inout FixedFormat, added: Int64) -> Int64? {
        var total = added
        var units = clock[...]
        repeat {
            guard
                let amount = amount(&input),
                let index = units.firstIndex(where: { input.take($0.letter) }),
                let part = amount.times(units[index].microseconds)
            else { return nil }
            let (sum, overflow) = total.addingReportingOverflow(part)
            guard !overflow, !amount.isFractional || input.isAtEnd else { return nil }
            total = sum
            units = units[(index + 1)...]
        } while !input.isAtEnd
        return total
    }

    private static func amount(_ input: inout FixedFormat) -> Amount? {
        guard let whole = Int64(input.digits()) else { return nil }
        guard input.take(".") || input.take(",") else {
            return Amount(whole: whole, millionths: 0, isFractional: false)
        }
        let digits = input.digits()
        guard !digits.isEmpty else { return nil }
        return Amount(whole: whole, millionths: FixedFormat.millionths(digits), isFractional: true)
    }
}

/// A decimal number without a sign.
private struct Amount {
    let whole: Int64
    let millionths: Int64
    let isFractional: Bool

    /// The product with a whole number of microseconds; nil on overflow.
    func times(_ microseconds: Int64) -> Int64? {
        let (product, overflow) = whole.multipliedReportingOverflow(by: microseconds)
        let (sum, overflowOfSum) = product.addingReportingOverflow(millionths * (microseconds / 1_000_000))
        return overflow || overflowOfSum ? nil : sum
    }
}
