/// A word of an expression and the byte where it begins.
struct Token: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case name(String)
        case text(String)
        case integer(Int)
        case decimal(Double)
        case symbol(Symbol)
        case end
    }

    /// Longer symbols stand before those they begin with, because the lexer takes the first that fits.
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

    /// How an error message names it.
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
