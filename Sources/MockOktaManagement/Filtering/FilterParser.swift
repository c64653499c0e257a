import MockOktaFormats
import MockOktaModel

/// Parses SCIM filters: `or` has the lowest precedence, then `and`, then `not` and parentheses (RFC 7644 §3.4.2.2).
struct FilterParser {
    private enum Token: Equatable {
        case word(String)
        case text(String)
        case open
        case close
    }

    private static let maximumDepth = 32
    private let source: String
    private var tokens: [Token] = []
    private var place = 0
    private var depth = 0

    init(_ text: String) {
        source = text
        tokens = Self.tokens(text)
    }

    mutating func expression() throws(Refusal) -> Filter.Node {
        let node = try disjunction()
        guard place == tokens.count else { throw malformed }
        return node
    }

    private mutating func disjunction() throws(Refusal) -> Filter.Node {
        var node = try conjunction()
        while takeWord("or") { node = .or(node, try conjunction()) }
        return node
    }

    private mutating func conjunction() throws(Refusal) -> Filter.Node {
        var node = try term()
        while takeWord("and") { node = .and(node, try term()) }
        return node
    }

    private mutating func term() throws(Refusal) -> Filter.Node {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.maximumDepth else { throw malformed }
        if takeWord("not") { return .not(try term()) }
        if take(.open) {
            let node = try disjunction()
            guard take(.close) else { throw malformed }
            return node
        }
        guard case .word(let attribute)? = next(), case .word(let word)? = next() else { throw malformed }
        if word.asciiLowercased == "pr" { return .present(Filter.Attribute(attribute)) }
        guard let comparison = Filter.Comparison(rawValue: word.asciiLowercased), let value = value() else {
            throw malformed
        }
        let wanted = Filter.Wanted(value, isSearched: comparison == .contains)
        return .compare(Filter.Attribute(attribute), comparison, wanted)
    }

    private mutating func value() -> JSON? {
        switch next() {
        case .text(let text): .string(text)
        case .word("true"): true
        case .word("false"): false
        case .word("null"): .null
        case .word(let word): Int(word).map { .integer($0) }
        default: nil
        }
    }

    private mutating func next() -> Token? {
        guard place < tokens.count else { return nil }
        defer { place += 1 }
        return tokens[place]
    }

    private mutating func take(_ token: Token) -> Bool {
        guard place < tokens.count, tokens[place] == token else { return false }
        place += 1
        return true
    }

    private mutating func takeWord(_ word: String) -> Bool {
        guard place < tokens.count, case .word(let present) = tokens[place], present.asciiLowercased == word else {
            return false
        }
        place += 1
        return true
    }

    private var malformed: Refusal {
        Refusal(.invalidSearchCriteria, why: "the filter \(source) is no SCIM expression")
    }

    /// Splits the text into words, quoted strings and parentheses; an unterminated string becomes an invalid word.
    private static func tokens(_ text: String) -> [Token] {
        var tokens: [Token] = []
        var word = ""
        var quoted: String?
        var isEscaped = false
        func ended(_ tokens: inout [Token], _ word: inout String) {
            if !word.isEmpty { tokens.append(.word(word)) }
            word = ""
        }
        for character in text.unicodeScalars {
            if var present = quoted {
                if isEscaped {
                    present.unicodeScalars.append(character)
                    isEscaped = false
                } else if character == "\\" {
                    isEscaped = true
                } else if character == "\"" {
                    tokens.append(.text(present))
                    quoted = nil
                    continue
                } else {
                    present.unicodeScalars.append(character)
                }
                quoted = present
                continue
            }
            switch character {
            case "\"":
                ended(&tokens, &word)
                quoted = ""
            case "(", ")":
                ended(&tokens, &word)
                tokens.append(character == "(" ? .open : .close)
            case " ", "\t", "\n", "\r": ended(&tokens, &word)
            default: word.unicodeScalars.append(character)
            }
        }
        ended(&tokens, &word)
        if quoted != nil { tokens.append(.word("\"")) }
        return tokens
    }
}
