import MockOktaFormats
import MockOktaModel

/// `Time.*` and `DateTime.now` by the clock of the org (Okta Expression Language, Time functions).
///
/// Times are strings in RFC 3339 format; Unix time counts milliseconds, Windows time counts units of 100 nanoseconds
/// since 1601.
extension Function {
    static let time: [ExactString: Function] = [
        "Time.now": Function(0...2) { call throws(ExpressionError) in
            let zone = try call.arguments.isEmpty ? .utc : call.zone(0)
            let now = call.scope.now.microseconds
            guard call.arguments.count == 2 else { return .string(TimeText.format(now, in: zone)) }
            return .string(try call.pattern(1).format(.init(microseconds: now, in: zone)))
        },
        "DateTime.now": Function(0) { call in .string(TimeText.format(call.scope.now.microseconds)) },
        "Time.fromWindowsToIso8601": fromWindows,
        "Time.fromUnixToIso8601": fromUnix,
        "Time.fromStringToIso8601": fromString,
        "Time.fromIso8601ToWindows": toWindows,
        "Time.fromIso8601ToUnix": toUnix,
        "Time.fromIso8601ToString": Function(2, toString),
    ]

    static let fromWindows = onNumber { TimeText.microseconds(windows: $0) }
    static let fromUnix = onNumber { $0.multipliedReportingOverflow(by: 1000) }
    static let toWindows = onTime { time, _ in
        .string(
            String(
                (time / 1_000_000 + TimeText.secondsFrom1601To1970) * 10_000_000 + time % 1_000_000 * 10
            )
        )
    }
    static let toUnix = onTime { time, _ in
        .string(String(CivilTime.floored(time, by: 1000).quotient))
    }

    /// Without a pattern the text is in RFC 3339 format.
    static let fromString = Function(1...2) { call throws(ExpressionError) in
        guard let text = try call.text(0) else { return .null }
        guard call.arguments.count == 2 else { return .string(TimeText.format(try call.time(0))) }
        let pattern = try call.pattern(1)
        do throws(TimePattern.Failure) {
            return .string(TimeText.format(try pattern.parse(text)))
        } catch {
            throw call.failure(error.message)
        }
    }

    @Sendable static func toString(_ call: FunctionCall) throws(ExpressionError) -> JSON {
        guard call[0] != .null else { return .null }
        let reading = TimePattern.Reading(microseconds: try call.time(0), in: .utc)
        return .string(try call.pattern(1).format(reading))
    }

    /// A function of a time; the result for null is null.
    static func onTime(
        _ arity: Int = 1,
        _ transform: @escaping @Sendable (Int64, FunctionCall) throws(ExpressionError) -> JSON
    ) -> Function {
        Function(arity) { call throws(ExpressionError) in
            call[0] == .null ? .null : try transform(call.time(0), call)
        }
    }

    private static func onNumber(
        _ convert: @escaping @Sendable (Int64) -> (partialValue: Int64, overflow: Bool)
    ) -> Function {
        Function(1) { call throws(ExpressionError) in
            guard let text = try call.text(0) else { return .null }
            guard let number = Int64(text) else { throw call.failure("'\(text)' is no whole number") }
            let (time, overflow) = convert(number)
            guard !overflow else { throw call.failure("\(number) is no time of years 1 to 9999") }
            return .string(TimeText.format(time))
        }
    }
}

/// Times as strings in RFC 3339 format.
enum TimeText {
    static let secondsFrom1601To1970: Int64 = 11_644_473_600

    /// `2015-07-31T17:18:37.979Z`, or with the offset of another time zone.
    static func format(_ microseconds: Int64, in zone: TimeZone = .utc) -> String {
        let reading = TimePattern.Reading(microseconds: microseconds, in: zone)
        let local = microseconds.addingReportingOverflow(reading.offsetSeconds * 1_000_000).partialValue
        let text = RFC3339.format(microseconds: local)
        return zone.id == TimeZone.utc.id ? text : String(text.dropLast()) + reading.offset(colon: ":")
    }

    static func microseconds(windows number: Int64) -> (partialValue: Int64, overflow: Bool) {
        (number / 10).subtractingReportingOverflow(secondsFrom1601To1970 * 1_000_000)
    }
}

extension FunctionCall {
    /// An argument as microseconds since 1970.
    func time(_ index: Int) throws(ExpressionError) -> Int64 {
        let text = try requiredText(index)
        guard let time = RFC3339.parse(text) else {
            throw failure("'\(text)' is no time, such as 2026-01-01T00:00:00.000Z")
        }
        return time
    }

    func zone(_ index: Int) throws(ExpressionError) -> TimeZone {
        let id = try requiredText(index)
        guard let zone = TimeZone(id) else {
            throw failure("'\(id)' is no time zone, such as America/Los_Angeles")
        }
        return zone
    }

    func pattern(_ index: Int) throws(ExpressionError) -> TimePattern {
        do throws(TimePattern.Failure) {
            return try TimePattern(requiredTextOfPattern(index))
        } catch {
            throw failure(error.message)
        }
    }

    /// A `do` block cannot combine several typed throws.
    private func requiredTextOfPattern(_ index: Int) -> String { arguments[index].string ?? "" }
}
