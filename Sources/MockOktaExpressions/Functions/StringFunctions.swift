import MockOktaFormats

/// `String.*` (Okta Expression Language, String functions).
///
/// Lengths and positions count UTF-16 units, as in Java. What is made from null is null.
extension Function {
    package static let string: [String: Function] = [
        "String.append": Function(2) { call throws(ExpressionError) in
            let texts = try call.texts(from: 0)
            return texts.isEmpty ? .null : .string(texts.joined())
        },
        "String.join": Function(atLeast: 1) { call throws(ExpressionError) in
            .string(try call.texts(from: 1).joined(separator: call.text(0) ?? ""))
        },
        "String.len": Function(1) { call throws(ExpressionError) in .integer(try call.text(0)?.utf16.count ?? 0) },
        "String.removeSpaces": mapping(1) { text, _ in text.replacing(" ", with: "") },
        "String.replace": replacement(.max),
        "String.replaceFirst": replacement(1),
        "String.startsWith": test { $0.hasPrefix($1) },
        "String.stringContains": test { $0.contains($1) },
        "String.stringSwitch": Function(atLeast: 2, stringSwitch),
        "String.substring": substring,
        "String.substringAfter": substringAfter,
        "String.substringBefore": substringBefore,
        "String.toUpperCase": toUpperCase,
        "String.toLowerCase": toLowerCase,
    ]

    /// The forms from before `String.`, deprecated by Okta and still in many claims.
    package static let bareString: [String: Function] = [
        "toUpperCase": toUpperCase,
        "toLowerCase": toLowerCase,
        "substring": substring,
        "substringAfter": substringAfter,
        "substringBefore": substringBefore,
    ]

    private static let toUpperCase = mapping(1) { text, _ in text.uppercased() }
    private static let toLowerCase = mapping(1) { text, _ in text.lowercased() }

    /// Without the separator nothing stands after it.
    private static let substringAfter = mapping(2) { text, call throws(ExpressionError) in
        let separator = try call.requiredText(1)
        return text.firstRange(of: separator).map { String(text[$0.upperBound...]) } ?? ""
    }

    /// Without the separator everything stands before it.
    private static let substringBefore = mapping(2) { text, call throws(ExpressionError) in
        let separator = try call.requiredText(1)
        return text.firstRange(of: separator).map { String(text[..<$0.lowerBound]) } ?? text
    }

    /// Positions beyond the text are moved to its ends: claims cut names that may be shorter.
    private static let substring = mapping(3) { text, call throws(ExpressionError) in
        let units = Array(text.utf16)
        let start = min(max(try call.integer(1), 0), units.count)
        let end = min(max(try call.integer(2), start), units.count)
        return String(decoding: units[start..<end], as: UTF16.self)
    }

    private static func replacement(_ count: Int) -> Function {
        mapping(3) { text, call throws(ExpressionError) in
            let match = try call.requiredText(1)
            let replacement = try call.text(2) ?? ""
            return match.isEmpty ? text : text.replacing(match, with: replacement, maxReplacements: count)
        }
    }

    /// Pairs of key and value follow the input and the default; the first key found anywhere in the input wins.
    @Sendable private static func stringSwitch(_ call: FunctionCall) throws(ExpressionError) -> JSON {
        guard call.arguments.count.isMultiple(of: 2) else { throw call.failure("a key without a value") }
        guard let input = try call.text(0) else { return call[1] }
        for index in stride(from: 2, to: call.arguments.count, by: 2) where input.contains(try call.requiredText(index))
        {
            return call[index + 1]
        }
        return call[1]
    }

    private static func mapping(
        _ count: Int,
        _ transform: @escaping @Sendable (String, FunctionCall) throws(ExpressionError) -> String
    ) -> Function {
        Function(count) { call throws(ExpressionError) in
            guard let text = try call.text(0) else { return .null }
            return .string(try transform(text, call))
        }
    }

    /// A question about two strings; false where one is null.
    private static func test(_ holds: @escaping @Sendable (String, String) -> Bool) -> Function {
        Function(2) { call throws(ExpressionError) in
            guard let text = try call.text(0), let part = try call.text(1) else { return false }
            return .bool(holds(text, part))
        }
    }
}
