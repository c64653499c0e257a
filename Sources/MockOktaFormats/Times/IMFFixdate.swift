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
        let minutes = "\(FixedFormat.padded(time.hour, 2)):\(FixedFormat.padded(time.minute, 2))"
        return "\(weekdays[time.weekday]), \(date) \(minutes):\(FixedFormat.padded(time.second, 2)) GMT"
    }
}
