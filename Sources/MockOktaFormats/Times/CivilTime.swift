/// A date and time in UTC, to the second: the proleptic Gregorian calendar, years 1 to 9999, no leap seconds.
package struct CivilTime: Hashable, Sendable {
    package let year: Int
    package let month: Int
    package let day: Int
    package let hour: Int
    package let minute: Int
    package let second: Int

    private static let secondsPerDay: Int64 = 86_400
    /// 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z, in seconds since 1970.
    package static let range: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

    /// Nil when the date or time does not exist.
    package init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
        guard
            (1...9999).contains(year), (1...12).contains(month),
            (1...CivilTime.days(in: month, of: year)).contains(day),
            (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
        self.hour = hour
        self.minute = minute
        self.second = second
    }

    /// The nearest second in years 1 to 9999: the formats that use this cannot represent others.
    package init(clampingSeconds seconds: Int64) {
        let seconds = min(max(seconds, CivilTime.range.lowerBound), CivilTime.range.upperBound)
        let (days, rest) = CivilTime.floored(seconds, by: CivilTime.secondsPerDay)
        hour = Int(rest / 3600)
        minute = Int(rest / 60 % 60)
        second = Int(rest % 60)
        // Years start in March here, so that the leap day is the last day of a year; all 400-year eras have the same
        // length.
        let (era, dayOfEra) = CivilTime.floored(days + 719_468, by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = Int(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
        month = Int(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9)
        year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    package var secondsSince1970: Int64 {
        let yearFromMarch = Int64(month <= 2 ? year - 1 : year)
        let monthFromMarch = Int64(month > 2 ? month - 3 : month + 9)
        let (era, yearOfEra) = CivilTime.floored(yearFromMarch, by: 400)
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + Int64(day) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * 146_097 + dayOfEra - 719_468
        return days * CivilTime.secondsPerDay + Int64(hour * 3600 + minute * 60 + second)
    }

    /// 0 is Sunday.
    package var weekday: Int {
        let days = CivilTime.floored(secondsSince1970, by: CivilTime.secondsPerDay).quotient
        return Int(CivilTime.floored(days + 4, by: 7).remainder)
    }

    /// Division that rounds down, so that times before 1970 need no special case.
    package static func floored(_ value: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
