import MockOktaFormats

/// A date and time pattern, such as `YYYY-MM-dd HH:mm:ss` (Joda-Time, DateTimeFormat).
struct TimePattern {
    fileprivate enum Part {
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

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November",
        "December",
    ]
    private static let weekdays = [
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]

    private let parts: [Part]

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

extension TimePattern {
    /// The fields that were parsed from a text.
    private struct Fields {
        var year = 1970
        var month = 1
        var day = 1
        var hour = 0
        var isAfternoon: Bool?
        var minute = 0
        var second = 0
        var microsecond: Int64 = 0
        var offset: Int64 = 0
    }

    /// Parses a text by this pattern; a text without a time zone is in UTC.
    ///
    /// - Parameter text: the text.
    /// - Returns: microseconds since 1970.
    /// - Throws: `Failure` if the text does not match, or the date does not exist.
    func parse(_ text: String) throws(Failure) -> Int64 {
        var input = FixedFormat(text)
        var fields = Fields()
        for (index, part) in parts.enumerated() {
            switch part {
            case .literal(let literal):
                guard input.index(in: [literal]) != nil else { throw Self.mismatch(text) }
            case .field(let letter, let count):
                let isFollowedByNumber = index + 1 < parts.count && parts[index + 1].isNumber
                guard Self.read(letter, isFollowedByNumber ? count : nil, &input, &fields) else {
                    throw Self.mismatch(text)
                }
            }
        }
        if let isAfternoon = fields.isAfternoon {
            fields.hour = fields.hour % 12 + (isAfternoon ? 12 : 0)
        }
        let time = CivilTime(
            year: fields.year,
            month: fields.month,
            day: fields.day,
            hour: fields.hour == 24 ? 0 : fields.hour,
            minute: fields.minute,
            second: fields.second
        )
        guard input.isAtEnd, let time else { throw Self.mismatch(text) }
        return (time.secondsSince1970 - fields.offset) * 1_000_000 + fields.microsecond
    }

    private static func mismatch(_ text: String) -> Failure {
        Failure(message: "'\(text)' does not fit the time pattern")
    }

    /// Parses one field with exactly this number of digits; nil accepts all consecutive digits.
    private static func read(
        _ letter: UInt8,
        _ width: Int?,
        _ input: inout FixedFormat,
        _ fields: inout Fields
    ) -> Bool {
        switch letter {
        case UInt8(ascii: "M"):
            if let month = input.index(in: months) ?? input.index(in: months.map { String($0.prefix(3)) }) {
                fields.month = month + 1
                return true
            }
        case UInt8(ascii: "E"):
            return (input.index(in: weekdays) ?? input.index(in: weekdays.map { String($0.prefix(3)) }))
                != nil
        case UInt8(ascii: "a"):
            guard let index = input.index(in: ["AM", "PM", "am", "pm"]) else { return false }
            fields.isAfternoon = index % 2 == 1
            return true
        case UInt8(ascii: "S"):
            let digits = input.digits()
            fields.microsecond = FixedFormat.millionths(digits)
            return !digits.isEmpty
        case UInt8(ascii: "z"), UInt8(ascii: "Z"): return readZone(&input, &fields)
        default: break
        }
        let number = width.map { input.number(digits: $0) } ?? Int(input.digits().prefix(9))
        guard let number else { return false }
        switch letter {
        case UInt8(ascii: "y"), UInt8(ascii: "Y"):
            fields.year = width == 2 ? number + (number < 70 ? 2000 : 1900) : number
        case UInt8(ascii: "M"): fields.month = number
        case UInt8(ascii: "d"): fields.day = number
        case UInt8(ascii: "H"), UInt8(ascii: "k"), UInt8(ascii: "K"), UInt8(ascii: "h"):
            fields.hour = number
        case UInt8(ascii: "m"): fields.minute = number
        case UInt8(ascii: "s"): fields.second = number
        default: return false
        }
        return true
    }

    private static func readZone(_ input: inout FixedFormat, _ fields: inout Fields) -> Bool {
        if input.index(in: ["Z", "UTC", "GMT"]) != nil { return true }
        guard let sign = input.index(in: ["+", "-"]), let hours = input.number(digits: 2) else {
            return false
        }
        _ = input.take(":")
        guard let minutes = input.number(digits: 2) else { return false }
        fields.offset = Int64(hours * 3600 + minutes * 60) * (sign == 0 ? 1 : -1)
        return true
    }
}

extension TimePattern.Part {
    fileprivate var isNumber: Bool {
        guard case .field(let letter, let count) = self else { return false }
        return !"EaSzZ".utf8.contains(letter) && !(letter == UInt8(ascii: "M") && count > 2)
    }
}
