/// The date format of HTTP fields and cookies, `Thu, 01 Jan 1970 00:00:00 GMT` (RFC 9110 §5.6.7).
package enum IMFFixdate {
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Clamps to years 1 to 9999.
    package static func format(seconds: Int64) -> String {
        let time = CivilTime(clampingSeconds: seconds)
        let date = "\(FixedFormat.padded(time.day, 2)) \(months[time.month - 1]) \(FixedFormat.padded(time.year, 4))"
        let clock = [time.hour, time.minute, time.second].map { FixedFormat.padded($0, 2) }.joined(separator: ":")
        return "\(weekdays[time.weekday]), \(date) \(clock) GMT"
    }

    /// Seconds since 1970; nil for other formats and for an incorrect day of the week.
    package static func parse(_ text: String) -> Int64? {
        var input = FixedFormat(text)
        guard
            let weekday = input.index(in: weekdays), input.take(", "),
            let day = input.number(digits: 2), input.take(" "),
            let month = input.index(in: months), input.take(" "),
            let year = input.number(digits: 4), input.take(" "),
            let hour = input.number(digits: 2), input.take(":"),
            let minute = input.number(digits: 2), input.take(":"),
            let second = input.number(digits: 2), input.take(" GMT"), input.isAtEnd,
            let time = CivilTime(year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second),
            time.weekday == weekday
        else { return nil }
        return time.secondsSince1970
    }
}
