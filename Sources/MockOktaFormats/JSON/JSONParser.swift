/// The grammar of values, arrays and objects, as a recursive descent parser (RFC 8259 §2 to §5, JSON5 §2 to §4).
package struct JSONParser<Shape: JSONShape> {
    private var scanner: JSONScanner
    private var shape: Shape
    private var depth = 0

    /// Deeper nesting is rejected, because each level uses stack space of the thread (RFC 8259 §9).
    private static var maximumDepth: Int { 128 }
    private static var maximumMembers: Int { 10_000 }

    package init(_ scanner: JSONScanner, shape: Shape) {
        self.scanner = scanner
        self.shape = shape
    }

    /// Parses one value with nothing after it.
    package mutating func document() throws(JSONSyntaxError) -> Shape.Value {
        try scanner.skipSpace()
        let value = try value()
        try scanner.skipSpace()
        guard scanner.isAtEnd else { throw scanner.unexpected("the end of the text") }
        return value
    }

    private mutating func value() throws(JSONSyntaxError) -> Shape.Value {
        let mark = shape.mark(scanner.index, in: scanner.bytes)
        switch scanner.byte {
        case UInt8(ascii: "{"): return try nested { parser throws(JSONSyntaxError) in try parser.object(mark) }
        case UInt8(ascii: "["): return try nested { parser throws(JSONSyntaxError) in try parser.array(mark) }
        default: return shape.scalar(try scanner.scalar(), mark)
        }
    }

    private mutating func nested(
        _ body: (inout Self) throws(JSONSyntaxError) -> Shape.Value
    ) throws(JSONSyntaxError) -> Shape.Value {
        guard depth < Self.maximumDepth else {
            throw scanner.failure("more than \(Self.maximumDepth) arrays and objects inside one another")
        }
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }

    private mutating func array(_ mark: Shape.Mark) throws(JSONSyntaxError) -> Shape.Value {
        let opening = scanner.index
        var elements: [Shape.Value] = []
        var more = try scanner.open(closing: UInt8(ascii: "]"))
        while more {
            elements.append(try value())
            more = try scanner.separator(closing: UInt8(ascii: "]"), opening: opening)
        }
        return shape.array(elements, mark)
    }

    private mutating func object(_ mark: Shape.Mark) throws(JSONSyntaxError) -> Shape.Value {
        let opening = scanner.index
        var members: [JSONShapeMember<Shape.Mark, Shape.Value>] = []
        var keys = JSONKeys()
        var more = try scanner.open(closing: UInt8(ascii: "}"))
        while more {
            guard members.count < Self.maximumMembers else {
                throw scanner.failure("more than \(Self.maximumMembers) members in one object")
            }
            members.append(try member(&keys))
            more = try scanner.separator(closing: UInt8(ascii: "}"), opening: opening)
        }
        return shape.object(members, mark)
    }

    private mutating func member(
        _ keys: inout JSONKeys
    ) throws(JSONSyntaxError) -> JSONShapeMember<Shape.Mark, Shape.Value> {
        let offset = scanner.index
        let mark = shape.mark(offset, in: scanner.bytes)
        let key = try scanner.key()
        if let first = keys.insert(key, at: offset) {
            let text = JSONScanner.quoted(key)
            throw scanner.failure("duplicate key \(text) (first at \(scanner.position(of: first)))", at: offset)
        }
        try scanner.colon()
        return JSONShapeMember(key: key, mark: mark, value: try value())
    }
}

/// The keys of one object with their offsets: a short list, or a dictionary once a list would be slow.
private struct JSONKeys {
    private var list: [(key: String, offset: Int)] = []
    private var dictionary: [ExactString: Int] = [:]

    /// The offset of an earlier equal key; nil when the key is new.
    mutating func insert(_ key: String, at offset: Int) -> Int? {
        guard dictionary.isEmpty else { return insertHashed(key, offset) }
        if let earlier = list.first(where: { $0.key == key }) { return earlier.offset }
        list.append((key, offset))
        if list.count > 16 {
            for (key, offset) in list { dictionary[key] = offset }
        }
        return nil
    }

    private mutating func insertHashed(_ key: String, _ offset: Int) -> Int? {
        if let earlier = dictionary[key] { return earlier }
        dictionary[key] = offset
        return nil
    }
}
