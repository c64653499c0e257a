import MockOktaFormats

/// Parses a regular expression in Java's syntax by recursive descent (java.util.regex.Pattern).
///
/// Back references, possessive quantifiers and atomic groups are rejected: they require a backtracking engine, which
/// takes exponential time for some patterns.
struct PatternParser {
    /// Deeper nesting could overflow a thread's stack, and real patterns do not need it.
    private static let depthLimit = 32

    private let scalars: [Unicode.Scalar]
    private(set) var position = 0
    private(set) var flags = PatternFlags()
    private var depth = 0
    private var names: Set<ExactString> = []

    private init(_ pattern: String) {
        scalars = Array(pattern.unicodeScalars)
    }

    static func parse(_ pattern: String) throws(PatternError) -> PatternNode {
        var parser = PatternParser(pattern)
        let node = try parser.choice()
        guard parser.next == nil else { throw parser.failure("')' closes nothing") }
        return node
    }

    /// Flags that are set inside apply until the end of the group.
    private mutating func choice() throws(PatternError) -> PatternNode {
        let outer = flags
        defer { flags = outer }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        var nodes: [PatternNode] = []
        while true {
            skipComments()
            guard let scalar = next, scalar != "|", scalar != ")" else { break }
            if let node = try atom() { nodes.append(try quantified(node)) }
        }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    /// Nil for an element that matches nothing and takes no quantifier: `(?i)`.
    private mutating func atom() throws(PatternError) -> PatternNode? {
        guard let scalar = next else { throw failure("the pattern ends too early") }
        advance()
        switch scalar {
        case "(": return try group()
        case "[": return .set(flags.set(try classBody()))
        case ".": return .set(flags.dot)
        case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
        case "$": return .assertion(flags.isMultiline ? .lineEnd : .lastLineEnd)
        case "\\": return try escape()
        case "*", "+", "?": throw failure("'\(scalar)' has nothing to repeat", before: 1)
        case "{": throw failure("'{' has nothing to repeat", before: 1)
        default: return literal(scalar)
        }
    }

    func literal(_ scalar: Unicode.Scalar) -> PatternNode { .set(flags.set(.scalar(scalar))) }

    // MARK: Groups

    private mutating func group() throws(PatternError) -> PatternNode? {
        try enter()
        defer { leave() }
        guard take("?") else { return try groupBody() }
        if take(":") { return try groupBody() }
        if take("=") { return .look(try groupBody(), .init(isAhead: true, isNegative: false)) }
        if take("!") { return .look(try groupBody(), .init(isAhead: true, isNegative: true)) }
        if take(">") { throw failure("atomic groups are not supported", before: 3) }
        guard take("<") else { return try flagGroup() }
        if take("=") { return .look(try groupBody(), .init(isAhead: false, isNegative: false)) }
        if take("!") { return .look(try groupBody(), .init(isAhead: false, isNegative: true)) }
        try groupName()
        return try groupBody()
    }

    private mutating func groupBody() throws(PatternError) -> PatternNode {
        let node = try choice()
        guard take(")") else { throw failure("a '(' is not closed") }
        return node
    }

    private mutating func groupName() throws(PatternError) {
        var name = ""
        while let scalar = next, scalar != ">" {
            let isFirst = name.isEmpty
            guard ScalarSet.letter.contains(scalar) || (!isFirst && ScalarSet.digit.contains(scalar))
            else {
                throw failure("a group's name has letters and digits of ASCII only")
            }
            name.unicodeScalars.append(scalar)
            advance()
        }
        guard take(">"), !name.isEmpty else { throw failure("a group's name is not closed") }
        guard names.insert(name) else { throw failure("two groups have the name '\(name)'") }
    }

    /// `(?i)`, which applies until the end of the enclosing group, or `(?i:…)`.
    private mutating func flagGroup() throws(PatternError) -> PatternNode? {
        let outer = flags
        var isOn = true
        while let scalar = next, scalar != ")", scalar != ":" {
            advance()
            if scalar == "-", isOn {
                isOn = false
            } else if !flags.set(scalar, to: isOn) {
                throw failure("(?\(scalar) is no group or flag that is supported", before: 1)
            }
        }
        if take(")") { return nil }
        guard take(":") else { throw failure("a '(' is not closed") }
        defer { flags = outer }
        return try groupBody()
    }

    // MARK: Quantifiers

    private mutating func quantified(_ node: PatternNode) throws(PatternError) -> PatternNode {
        skipComments()
        guard let (least, most) = try quantifier() else { return node }
        // Whether a quantifier is lazy or greedy does not affect whether the whole text matches.
        _ = take("?")
        if next == "+" { throw failure("possessive quantifiers are not supported") }
        return .repetition(node, least: least, most: most)
    }

    private mutating func quantifier() throws(PatternError) -> (Int, Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        guard take("{") else { return nil }
        let least = try count()
        guard take(",") else {
            guard take("}") else { throw failure("a '{' is not closed") }
            return (least, least)
        }
        if take("}") { return (least, nil) }
        let most = try count()
        guard take("}") else { throw failure("a '{' is not closed") }
        guard least <= most else {
            throw failure("{\(least),\(most)} has its numbers in the wrong order")
        }
        return (least, most)
    }

    private mutating func count() throws(PatternError) -> Int {
        var digits = ""
        while let scalar = next, ScalarSet.digit.contains(scalar) {
            digits.unicodeScalars.append(scalar)
            advance()
        }
        guard let count = Int(digits), count <= PatternProgram.sizeLimit else {
            throw failure("a number of repetitions has to be 0 to \(PatternProgram.sizeLimit)")
        }
        return count
    }
}

extension PatternParser {
    var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    func peek(_ distance: Int) -> Unicode.Scalar? {
        position + distance < scalars.count ? scalars[position + distance] : nil
    }

    mutating func advance() { position += 1 }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        position += 1
        return true
    }

    mutating func enter() throws(PatternError) {
        guard depth < Self.depthLimit else {
            throw failure("brackets nest more than \(Self.depthLimit) deep")
        }
        depth += 1
    }

    mutating func leave() { depth -= 1 }

    func failure(_ message: String, before distance: Int = 0) -> PatternError {
        PatternError(message: message, offset: max(0, position - distance))
    }

    /// Skips spaces and comments if the flag `x` is set.
    private mutating func skipComments() {
        guard flags.hasComments else { return }
        while let scalar = next {
            if scalar == "#" {
                while let scalar = next, scalar != "\n" { advance() }
            } else if ScalarSet.space.contains(scalar) {
                advance()
            } else {
                return
            }
        }
    }
}
