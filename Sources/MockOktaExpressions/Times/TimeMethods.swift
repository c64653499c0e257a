import MockOktaFormats
import MockOktaModel

/// Methods of times, and of strings and numbers that represent times (Okta Expression Language in Identity Engine, Time
/// functions).
extension Function {
    static let timeMethods: [ExactString: Function] = [
        "parseWindowsTime": fromWindows,
        "parseUnixTime": fromUnix,
        "parseStringTime": fromString,
        "toWindows": toWindows,
        "toUnix": toUnix,
        "toString": Function(1...2) { call throws(ExpressionError) in
            call.arguments.count == 2 ? try toString(call) : try text(call)
        },
        "toZone": onTime(2) { time, call throws(ExpressionError) in
            .string(TimeText.format(time, in: try call.zone(1)))
        },
        "plusDays": moved(by: 86_400),
        "plusHours": moved(by: 3600),
        "plusMinutes": moved(by: 60),
        "plusSeconds": moved(by: 1),
        "minusDays": moved(by: -86_400),
        "minusHours": moved(by: -3600),
        "minusMinutes": moved(by: -60),
        "minusSeconds": moved(by: -1),
        "withinDays": within(86_400),
        "withinHours": within(3600),
        "withinMinutes": within(60),
        "withinSeconds": within(1),
    ]

    /// A time without milliseconds if they are zero; any other value as a string.
    private static func text(_ call: FunctionCall) throws(ExpressionError) -> JSON {
        guard let text = try call.text(0) else { return .null }
        guard RFC3339.parse(text) != nil, let range = text.firstRange(of: ".000") else {
            return .string(text)
        }
        return .string(text.replacingCharacters(in: range))
    }

    private static func moved(by seconds: Int64) -> Function {
        onTime(2) { time, call throws(ExpressionError) in
            let (span, overflow) = Int64(try call.integer(1)).multipliedReportingOverflow(
                by: seconds * 1_000_000
            )
            let (moved, overflowed) = time.addingReportingOverflow(span)
            guard !overflow, !overflowed else {
                throw call.failure("the time is none of years 1 to 9999")
            }
            return .string(TimeText.format(moved))
        }
    }

    /// Whether a time is at most so many units before now, and not after now.
    private static func within(_ seconds: Int64) -> Function {
        onTime(2) { time, call throws(ExpressionError) in
            let age = (call.scope.now - Instant(microseconds: time)).microseconds
            let (span, overflow) = Int64(try call.integer(1)).multipliedReportingOverflow(
                by: seconds * 1_000_000
            )
            return .bool(age >= 0 && (overflow || age <= span))
        }
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>) -> String {
        String(self[..<range.lowerBound]) + String(self[range.upperBound...])
    }
}
