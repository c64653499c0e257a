import MockOktaFormats

/// A time zone, as a standard offset and a rule for daylight saving time.
struct TimeZone {
    /// When clocks are one hour ahead, by the current rules.
    ///
    /// Differs: the current rules are applied to all years.
    enum SummerTime {
        case europe, northAmerica, australia, newZealand
    }

    let id: String
    /// The standard offset, east of UTC.
    private let minutes: Int
    private let rule: SummerTime?

    static let utc = TimeZone(id: "UTC", minutes: 0, rule: nil)

    private init(id: String, minutes: Int, rule: SummerTime?) {
        self.id = id
        self.minutes = minutes
        self.rule = rule
    }

    /// Nil for an id that is not in the time zone database.
    init?(_ id: String) {
        guard let known = Self.byID[id] else { return nil }
        self = known
    }

    private static let byID: [ExactString: TimeZone] = {
        var byID: [ExactString: TimeZone] = ["Z": utc]
        for row in catalogue {
            for id in row.names.split(separator: " ").map(String.init) {
                byID[id] = TimeZone(id: id, minutes: row.minutes, rule: row.rule)
            }
        }
        return byID
    }()

    /// The offset in seconds east of UTC at an instant, given in seconds since 1970.
    func offset(at seconds: Int64) -> Int64 {
        let winter = Int64(minutes) * 60
        return isSummer(at: seconds) ? winter + 3600 : winter
    }

    private func isSummer(at seconds: Int64) -> Bool {
        let winter = Int64(minutes) * 60
        let year = CivilTime(clampingSeconds: seconds + winter).year
        switch rule {
        case nil: return false
        case .europe:
            let begin = Self.sunday(-1, of: 3, year) + 3600
            return (begin..<Self.sunday(-1, of: 10, year) + 3600).contains(seconds)
        case .northAmerica:
            let begin = Self.sunday(2, of: 3, year) + 7200 - winter
            return (begin..<Self.sunday(1, of: 11, year) + 3600 - winter).contains(seconds)
        case .australia:
            let end = Self.sunday(1, of: 4, year) + 7200 - winter
            return !(end..<Self.sunday(1, of: 10, year) + 7200 - winter).contains(seconds)
        case .newZealand:
            let end = Self.sunday(1, of: 4, year) + 7200 - winter
            return !(end..<Self.sunday(-1, of: 9, year) + 7200 - winter).contains(seconds)
        }
    }

    /// Midnight UTC of the n-th Sunday of a month; -1 means the last one.
    private static func sunday(_ ordinal: Int, of month: Int, _ year: Int) -> Int64 {
        guard ordinal > 0 else {
            let next = CivilTime(year: year, month: month + 1, day: 1, hour: 0, minute: 0, second: 0)
            guard let next else { return 0 }
            let back = next.weekday == 0 ? 7 : next.weekday
            return next.secondsSince1970 - Int64(back) * 86_400
        }
        guard let first = CivilTime(year: year, month: month, day: 1, hour: 0, minute: 0, second: 0)
        else { return 0 }
        let forward = (7 - first.weekday) % 7 + 7 * (ordinal - 1)
        return first.secondsSince1970 + Int64(forward) * 86_400
    }
}
