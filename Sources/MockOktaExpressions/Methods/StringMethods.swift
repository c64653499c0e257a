import MockOktaFormats

/// Methods of strings: those of Identity Engine's dialect, and those of Java that are known to occur in claims (Okta
/// Expression Language in Identity Engine, String functions).
extension Function {
    static let stringMethods: [ExactString: Function] = [
        "toUpperCase": toUpperCase,
        "toLowerCase": toLowerCase,
        "substring": substring(2...3),
        "substringBefore": substringBefore,
        "substringAfter": substringAfter,
        "replace": replace,
        "replaceFirst": replaceFirst,
        "removeSpaces": removeSpaces,
        "startsWith": startsWith,
        "endsWith": endsWith,
        "concat": Function(2) { call throws(ExpressionError) in
            try call.join([call.requiredText(0), call.requiredText(1)])
        },
        "trim": mapping(1...1) { text, _ in
            let bytes = text.utf8.drop { $0 <= 0x20 }
            return String(decoding: bytes.reversed().drop { $0 <= 0x20 }.reversed(), as: UTF8.self)
        },
        "equalsIgnoreCase": test { ByteText.areEqual($0.lowercased(), $1.lowercased()) },
        "matches": Function(2) { call throws(ExpressionError) in
            let expression = try RegularExpression.cached(call.requiredText(1), at: call.offset)
            return .bool(try expression.matchesWhole(call.requiredText(0), budget: call.budget))
        }
        .takingPattern(),
        "split": Function(2) { call throws(ExpressionError) in
            let (text, separator) = (Array(try call.requiredText(0).utf8), try call.literal(1))
            var (parts, rest): ([JSON], Int) = ([], 0)
            for range in ByteText.ranges(of: separator, in: text, atMost: .max) {
                parts.append(.string(String(decoding: text[rest..<range.lowerBound], as: UTF8.self)))
                rest = range.upperBound
            }
            return .array(parts + [.string(String(decoding: text[rest...], as: UTF8.self))])
        },
        "indexOf": Function(2) { call throws(ExpressionError) in
            let text = Array(try call.requiredText(0).utf8)
            guard let range = try call.firstRange(of: 1, in: text) else { return -1 }
            return .integer(String(decoding: text[..<range.lowerBound], as: UTF8.self).utf16.count)
        },
    ]
}

extension FunctionCall {
    /// An argument that is a regular expression in Java, of which only plain and escaped characters are supported.
    fileprivate func literal(_ index: Int) throws(ExpressionError) -> [UInt8] {
        var literal: [UInt8] = []
        var isEscaped = false
        for byte in try requiredText(index).utf8 {
            if !isEscaped, byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if isEscaped || !".$|()[{^?*+".utf8.contains(byte) {
                literal.append(byte)
                isEscaped = false
            } else {
                throw failure("split takes plain text here, in which '\(Character(Unicode.Scalar(byte)))' is escaped")
            }
        }
        guard !literal.isEmpty, !isEscaped else { throw failure("split needs a separator") }
        return literal
    }
}
