import MockOktaFormats

/// Splits the text of an expression into tokens.
struct Lexer {
    private let bytes: [UInt8]
    private var position = 0

    private init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// All tokens; the last one is `.end`.
    static func tokens(of text: String) throws(ExpressionError) -> [Token] {
        var lexer = Lexer(text)
        var tokens: [Token] = []
        repeat { tokens.append(try lexer.next()) } while tokens.last?.kind != .end
        return tokens
    }

    private mutating func next() throws(ExpressionError) -> Token {
        _ = take { $0 == UInt8(ascii: " ") || (0x09...0x0D).contains($0) }
        let start = position
        guard let byte = peek() else { return Token(kind: .end, offset: start) }
        let kind: Token.Kind =
            switch byte {
            case UInt8(ascii: "'"), UInt8(ascii: "\""): .text(try quoted(by: byte))
            case UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
            default:
                if Self.beginsName(byte) {
                    .name(take(while: Self.continuesName))
                } else {
                    .symbol(try symbol())
                }
            }
        return Token(kind: kind, offset: start)
    }

    /// A quote inside is doubled, and a backslash is an ordinary character, as in Spring: `"DOMAIN\"` is a complete
    /// string.
    private mutating func quoted(by quote: UInt8) throws(ExpressionError) -> String {
        let start = position
        var text = ""
        repeat {
            if position > start { text.append(Character(Unicode.Scalar(quote))) }
            position += 1
            text += take { $0 != quote }
            guard peek() == quote else {
                throw ExpressionError(kind: .syntax, message: "this string has no end", offset: start)
            }
            position += 1
        } while peek() == quote
        return text
    }

    private mutating func number() throws(ExpressionError) -> Token.Kind {
        let start = position
        var digits = take(while: ASCII.isDigit)
        let hasFraction = peek() == UInt8(ascii: ".") && peek(1).map(ASCII.isDigit) == true
        if hasFraction {
            position += 1
            digits += "." + take(while: ASCII.isDigit)
        }
        if let byte = peek(), Self.beginsName(byte) {
            throw ExpressionError(
                kind: .syntax,
                message: "a name cannot begin with a digit",
                offset: start
            )
        }
        if !hasFraction, let value = Int(digits) { return .integer(value) }
        guard hasFraction, let value = Double(digits), value.isFinite else {
            throw ExpressionError(kind: .syntax, message: "this number is too large", offset: start)
        }
        return .decimal(value)
    }

    private mutating func symbol() throws(ExpressionError) -> Token.Symbol {
        let rest = bytes[position...]
        guard let symbol = Token.Symbol.allCases.first(where: { rest.starts(with: $0.rawValue.utf8) })
        else {
            let message =
                switch peek() {
                case UInt8(ascii: "="): "'=' does not compare; write '=='"
                case UInt8(ascii: "&"): "write '&&' or AND"
                case UInt8(ascii: "|"): "write '||' or OR"
                default: "this character has no meaning here"
                }
            throw ExpressionError(kind: .syntax, message: message, offset: position)
        }
        position += symbol.rawValue.utf8.count
        return symbol
    }

    private func peek(_ distance: Int = 0) -> UInt8? {
        position + distance < bytes.count ? bytes[position + distance] : nil
    }

    private mutating func take(while belongs: (UInt8) -> Bool) -> String {
        let word = bytes[position...].prefix(while: belongs)
        position = word.endIndex
        return String(decoding: word, as: UTF8.self)
    }

    /// `#` starts the only variable, `#this`.
    private static func beginsName(_ byte: UInt8) -> Bool {
        ASCII.isLetter(byte) || "_$#".utf8.contains(byte)
    }

    private static func continuesName(_ byte: UInt8) -> Bool { beginsName(byte) || ASCII.isDigit(byte) }
}
