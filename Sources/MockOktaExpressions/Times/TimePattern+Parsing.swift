import MockOktaFormats

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
