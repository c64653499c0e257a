import MockOktaFormats

/// A token of an expression with its byte offset.
struct Token: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case name(String)
        case text(String)
        case integer(Int)
        case decimal(Double)
        case symbol(Symbol)
        case end
    }

    /// Longer symbols precede their prefixes, because the lexer takes the first one that matches.
    enum Symbol: String, CaseIterable, Sendable {
        case projection = ".!["
        case selection = ".?["
        case selectionOfFirst = ".^["
        case selectionOfLast = ".$["
        case equal = "=="
        case notEqual = "!="
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case and = "&&"
        case or = "||"
        case elvis = "?:"
        case safeDot = "?."
        case less = "<"
        case greater = ">"
        case not = "!"
        case plus = "+"
        case minus = "-"
        case times = "*"
        case divided = "/"
        case remainder = "%"
        case question = "?"
        case colon = ":"
        case dot = "."
        case comma = ","
        case openParenthesis = "("
        case closeParenthesis = ")"
        case openBrace = "{"
        case closeBrace = "}"
        case openBracket = "["
        case closeBracket = "]"
    }

    let kind: Kind
    let offset: Int

    /// The name of the token in error messages.
    var description: String {
        switch kind {
        case .name(let name): "'\(name)'"
        case .text: "a string"
        case .integer, .decimal: "a number"
        case .symbol(let symbol): "'\(symbol.rawValue)'"
        case .end: "the end"
        }
    }
}
