import MockOktaFormats

/// `String.*` (Okta Expression Language, String functions).
///
/// Lengths and positions count UTF-16 code units, as in Java. The result for null is null.
extension Function {
    static let string: [ExactString: Function] = [
        "String.append": Function(2) { call throws(ExpressionError) in
            let texts = try call.texts(from: 0)
            return texts.isEmpty ? .null : try call.join(texts)
        },
        "String.join": Function(atLeast: 1) { call throws(ExpressionError) in
            try call.join(call.texts(from: 1), by: call.text(0) ?? "")
        },
        "String.len": Function(1) { call throws(ExpressionError) in
            .integer(try call.text(0)?.utf16.count ?? 0)
        },
        "String.removeSpaces": removeSpaces,
        "String.replace": replace,
        "String.replaceFirst": replaceFirst,
        "String.startsWith": startsWith,
        "String.stringContains": stringContains,
        "String.stringSwitch": Function(atLeast: 2, stringSwitch),
        "String.substring": substring,
        "String.substringAfter": substringAfter,
        "String.substringBefore": substringBefore,
        "String.toUpperCase": toUpperCase,
        "String.toLowerCase": toLowerCase,
    ]

    /// The older forms without `String.`, deprecated by Okta and still used in many claims.
    static let bareString: [ExactString: Function] = [
        "toUpperCase": toUpperCase,
        "toLowerCase": toLowerCase,
        "substring": substring,
        "substringAfter": substringAfter,
        "substringBefore": substringBefore,
    ]

    static let toUpperCase = mapping(1) { text, _ in text.uppercased() }
    static let toLowerCase = mapping(1) { text, _ in text.lowercased() }
    static let removeSpaces = mapping(1) { text, _ in
        String(decoding: text.utf8.filter { $0 != 0x20 }, as: UTF8.self)
    }
    static let replace = replacement(.max)
    static let replaceFirst = replacement(1)
    static let startsWith = test(ByteText.starts(_:with:))
    static let endsWith = test(ByteText.ends(_:with:))
    static let stringContains = test(ByteText.contains(_:_:))

    /// Empty if the text does not contain the separator.
    static let substringAfter = mapping(2) { text, call throws(ExpressionError) in
        let bytes = Array(text.utf8)
        guard let range = try call.firstRange(of: 1, in: bytes) else { return "" }
        return String(decoding: bytes[range.upperBound...], as: UTF8.self)
    }

    /// The whole text if it does not contain the separator.
    static let substringBefore = mapping(2) { text, call throws(ExpressionError) in
        let bytes = Array(text.utf8)
        guard let range = try call.firstRange(of: 1, in: bytes) else { return text }
        return String(decoding: bytes[..<range.lowerBound], as: UTF8.self)
    }

    /// A part of a text; positions outside the text are clamped, and without an end position the part extends to the
    /// end.
    static let substring = substring(3...3)

    static func substring(_ arity: ClosedRange<Int>) -> Function {
        mapping(arity) { text, call throws(ExpressionError) in try part(of: text, call) }
    }

    private static func part(of text: String, _ call: FunctionCall) throws(ExpressionError) -> String {
        let units = Array(text.utf16)
        let start = min(max(try call.integer(1), 0), units.count)
        let last = call.arguments.count == 3 ? try call.integer(2) : units.count
        let end = min(max(last, start), units.count)
        return String(decoding: units[start..<end], as: UTF16.self)
    }

    private static func replacement(_ count: Int) -> Function {
        Function(3) { call throws(ExpressionError) in
            guard let text = try call.text(0) else { return .null }
            let (match, replacement) = (
                Array(try call.requiredText(1).utf8), Array(try call.text(2)?.utf8 ?? "".utf8)
            )
            let bytes = Array(text.utf8)
            let ranges = ByteText.ranges(of: match, in: bytes, atMost: count)
            let growth = ranges.count.multipliedReportingOverflow(by: replacement.count - match.count)
            try call.budget.makeText(
                growth.overflow ? .max : bytes.count + growth.partialValue,
                at: call.offset
            )
            var replaced: [UInt8] = []
            var rest = 0
            for range in ranges {
                replaced += bytes[rest..<range.lowerBound] + replacement
                rest = range.upperBound
            }
            return .string(String(decoding: replaced + bytes[rest...], as: UTF8.self))
        }
        .replacing()
    }

    /// Pairs of key and value follow the input and the default; the first key that the input contains determines the
    /// result.
    @Sendable private static func stringSwitch(_ call: FunctionCall) throws(ExpressionError) -> JSON {
        guard call.arguments.count.isMultiple(of: 2) else {
            throw call.failure("a key without a value")
        }
        guard let input = try call.text(0) else { return call[1] }
        for index in stride(from: 2, to: call.arguments.count, by: 2)
        where ByteText.contains(input, try call.requiredText(index)) {
            return call[index + 1]
        }
        return call[1]
    }

    static func mapping(
        _ arity: ClosedRange<Int>,
        _ transform: @escaping @Sendable (String, FunctionCall) throws(ExpressionError) -> String
    ) -> Function {
        Function(arity) { call throws(ExpressionError) in
            guard let text = try call.text(0) else { return .null }
            let made = try transform(text, call)
            try call.budget.spend(made.utf8.count / 8 + 1, at: call.offset)
            return .string(made)
        }
    }

    private static func mapping(
        _ count: Int,
        _ transform: @escaping @Sendable (String, FunctionCall) throws(ExpressionError) -> String
    ) -> Function {
        mapping(count...count, transform)
    }

    /// A predicate on two strings; false if one is null.
    static func test(_ holds: @escaping @Sendable (String, String) -> Bool) -> Function {
        Function(2) { call throws(ExpressionError) in
            guard let text = try call.text(0), let part = try call.text(1) else { return false }
            return .bool(holds(text, part))
        }
    }
}

extension FunctionCall {
    /// The first occurrence of an argument in a text.
    func firstRange(of index: Int, in text: [UInt8]) throws(ExpressionError) -> Range<Int>? {
        let part = Array(try requiredText(index).utf8)
        return part.isEmpty ? 0..<0 : ByteText.ranges(of: part, in: text, atMost: 1).first
    }
}
