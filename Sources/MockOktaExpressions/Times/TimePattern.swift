import MockOktaFormats

/// A date and time pattern, such as `YYYY-MM-dd HH:mm:ss` (Joda-Time, DateTimeFormat).
struct TimePattern {
    enum Part {
        case literal(String)
        /// A pattern letter and its number of repetitions.
        case field(UInt8, Int)
    }

    /// Why a pattern or text cannot be parsed.
    struct Failure: Error {
        let message: String
    }

    /// An instant as local date and time in a time zone.
    struct Reading {
        let time: CivilTime
        let microsecond: Int64
        /// East of UTC.
        let offsetSeconds: Int64
        let zone: TimeZone

        init(microseconds: Int64, in zone: TimeZone) {
            let (seconds, microsecond) = CivilTime.floored(microseconds, by: 1_000_000)
            offsetSeconds = zone.offset(at: seconds)
            time = CivilTime(clampingSeconds: seconds + offsetSeconds)
            self.microsecond = microsecond
            self.zone = zone
        }

        /// `-04:00`, with or without the colon.
        func offset(colon: String) -> String {
            let minutes = abs(offsetSeconds) / 60
            let sign = offsetSeconds < 0 ? "-" : "+"
            return sign + FixedFormat.padded(Int(minutes / 60), 2) + colon
                + FixedFormat.padded(Int(minutes % 60), 2)
        }
    }

    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    static let weekdays = [
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]

    let parts: [Part]

    init(_ pattern: String) throws(Failure) {
        var parts: [Part] = []
        var bytes = Array(pattern.utf8)[...]
        while let byte = bytes.first {
            if byte == UInt8(ascii: "'") {
                parts.append(.literal(try Self.quoted(&bytes)))
            } else if ASCII.isLetter(byte) {
                let run = bytes.prefix { $0 == byte }
                guard "yYMdDEaHkKhmsSzZ".utf8.contains(byte) else {
                    throw Failure(
                        message: "'\(Character(Unicode.Scalar(byte)))' is no letter of a time pattern"
                    )
                }
                parts.append(.field(byte, run.count))
                bytes = bytes.dropFirst(run.count)
            } else {
                let run = bytes.prefix { !ASCII.isLetter($0) && $0 != UInt8(ascii: "'") }
                parts.append(.literal(String(decoding: run, as: UTF8.self)))
                bytes = bytes.dropFirst(run.count)
            }
        }
        self.parts = parts
    }

    /// Two quotes represent one, inside a quoted text or outside.
    private static func quoted(_ bytes: inout ArraySlice<UInt8>) throws(Failure) -> String {
        bytes = bytes.dropFirst()
        var text: [UInt8] = []
        while let byte = bytes.first {
            bytes = bytes.dropFirst()
            guard byte == UInt8(ascii: "'") else {
                text.append(byte)
                continue
            }
            guard text.isEmpty || bytes.first == UInt8(ascii: "'") else {
                return String(decoding: text, as: UTF8.self)
            }
            text.append(byte)
            guard text.count > 1 else { return "'" }
            bytes = bytes.dropFirst()
        }
        throw Failure(message: "a quote in the time pattern is not closed")
    }

    func format(_ reading: Reading) -> String {
        parts.map { part in
            switch part {
            case .literal(let text): text
            case .field(let letter, let count): Self.format(reading, letter, count)
            }
        }
        .joined()
    }

    private static func format(_ reading: Reading, _ letter: UInt8, _ count: Int) -> String {
        let time = reading.time
        func number(_ value: Int) -> String { FixedFormat.padded(value, count) }
        switch letter {
        case UInt8(ascii: "y"), UInt8(ascii: "Y"):
            return count == 2 ? FixedFormat.padded(time.year % 100, 2) : number(time.year)
        case UInt8(ascii: "M"):
            return count < 3 ? number(time.month) : name(months[time.month - 1], count)
        case UInt8(ascii: "d"): return number(time.day)
        case UInt8(ascii: "D"): return number(dayOfYear(time))
        case UInt8(ascii: "E"): return name(weekdays[time.weekday], count)
        case UInt8(ascii: "a"): return time.hour < 12 ? "AM" : "PM"
        case UInt8(ascii: "H"): return number(time.hour)
        case UInt8(ascii: "k"): return number(time.hour == 0 ? 24 : time.hour)
        case UInt8(ascii: "K"): return number(time.hour % 12)
        case UInt8(ascii: "h"): return number((time.hour + 11) % 12 + 1)
        case UInt8(ascii: "m"): return number(time.minute)
        case UInt8(ascii: "s"): return number(time.second)
        case UInt8(ascii: "S"):
            let digits = FixedFormat.padded(Int(reading.microsecond), 6)
            return count <= 6
                ? String(digits.prefix(count)) : digits + String(repeating: "0", count: count - 6)
        case UInt8(ascii: "Z"):
            return count > 2 ? reading.zone.id : reading.offset(colon: count == 2 ? ":" : "")
        default: return reading.zone.id
        }
    }

    private static func name(_ name: String, _ count: Int) -> String {
        count > 3 ? name : String(name.prefix(3))
    }

    private static func dayOfYear(_ time: CivilTime) -> Int {
        let first = CivilTime(year: time.year, month: 1, day: 1, hour: 0, minute: 0, second: 0)
        return Int((time.secondsSince1970 - (first?.secondsSince1970 ?? 0)) / 86_400) + 1
    }
}
