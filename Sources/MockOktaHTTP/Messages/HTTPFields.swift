import MockOktaFormats

/// Header fields in the order they were sent; names compare case-insensitively (RFC 9110 §5.1).
///
/// They are stored as field lines in wire format: reading, joining or writing a header copies its bytes once, and
/// twenty fields need two allocations instead of forty.
package struct HTTPFields: Hashable, Sendable {
    package struct Field: Hashable, Sendable {
        package let name: String
        package let value: String
    }

    /// The position of one line; a colon and a space follow the name, CR and LF follow the value.
    struct Line: Hashable, Sendable {
        private(set) var start: UInt32
        private(set) var nameEnd: UInt32
        private(set) var end: UInt32

        var name: Range<Int> { Int(start)..<Int(nameEnd) }
        var value: Range<Int> { Int(nameEnd) + 2..<Int(end) - 2 }
        var all: Range<Int> { Int(start)..<Int(end) }

        mutating func move(by offset: UInt32) {
            start += offset
            nameEnd += offset
            end += offset
        }

        mutating func move(backBy offset: UInt32) {
            start -= offset
            nameEnd -= offset
            end -= offset
        }

        mutating func move(endTo newEnd: UInt32) { end = newEnd }
    }

    private(set) var bytes: [UInt8] = []
    private(set) var lines: [Line] = []
    /// Whether a name is not a token or a value contains control characters: such lines must not be sent unchanged.
    private(set) var isUnclean = false

    package init() {}

    /// Starts with these fields and reserves capacity for the fields that most answers add.
    package init(beginningWith fields: HTTPFields) {
        reserveCapacity(960, lines: 24)
        append(contentsOf: fields)
    }

    mutating func reserveCapacity(_ byteCount: Int, lines count: Int) {
        bytes.reserveCapacity(byteCount)
        lines.reserveCapacity(count)
    }

    package init(_ fields: [(String, String)]) {
        for (name, value) in fields { append(name, value) }
    }

    package var isEmpty: Bool { lines.isEmpty }

    /// The size of all names and values in bytes: that of the lines without a colon, a space and a line end each.
    package var textSize: Int { bytes.count - 4 * lines.count }

    /// The fields as strings.
    package var fields: [Field] { lines.map { Field(name: text($0.name), value: text($0.value)) } }

    /// Gives the name and the value of each field in UTF-8; only a value in Latin-1 is copied.
    package func visit(_ body: (_ name: Span<UInt8>, _ value: Span<UInt8>) -> Void) {
        let bytes = bytes.span
        for line in lines {
            let value = bytes.extracting(line.value)
            if (try? UTF8Span(validating: value)) != nil {
                body(bytes.extracting(line.name), value)
            } else {
                body(bytes.extracting(line.name), text(line.value).utf8.span)
            }
        }
    }

    /// The number of fields.
    package var count: Int { lines.count }

    /// All values of a name, in order.
    package func values(of name: String) -> [String] {
        let name = name.utf8.span
        return lines.filter { isNamed($0, name) }.map { text($0.value) }
    }

    package func contains(_ name: String) -> Bool { firstLine(name) != nil }

    /// The number of fields with a name.
    package func count(of name: String) -> Int {
        let name = name.utf8.span
        return lines.count { isNamed($0, name) }
    }

    package mutating func append(_ name: String, _ value: String) {
        let start = bytes.count
        bytes.append(name)
        let nameEnd = bytes.count
        bytes.append(": ")
        bytes.append(value)
        endLine(start, nameEnd)
        if let line = lines.last, !isClean(line) { isUnclean = true }
    }

    /// Appends a field whose value consists of visible ASCII characters and spaces only, so that it needs no check.
    package mutating func append(_ name: String, writing value: (inout [UInt8]) -> Void) {
        let start = bytes.count
        bytes.append(name)
        let nameEnd = bytes.count
        bytes.append(": ")
        value(&bytes)
        endLine(start, nameEnd)
    }

    /// A copy of these fields with another value in the last one; if both values have the same length, only the text is
    /// copied.
    ///
    /// The value consists of visible ASCII characters and spaces only, so that it needs no check.
    package func replacingLastValue(writing value: (inout [UInt8]) -> Void) -> HTTPFields {
        guard let last = lines.last else { return self }
        var replaced = self
        replaced.bytes = []
        replaced.bytes.reserveCapacity(bytes.count)
        replaced.bytes.append(copying: bytes.span.extracting(..<last.value.lowerBound))
        value(&replaced.bytes)
        replaced.bytes.append("\r\n")
        if replaced.bytes.count != bytes.count {
            replaced.lines[lines.count - 1].move(endTo: UInt32(replaced.bytes.count))
        }
        return replaced
    }

    /// Sets a field to a number.
    package mutating func set(_ name: String, decimal number: Int) {
        remove(name)
        append(name) { $0.append(decimal: number) }
    }

    package mutating func append(contentsOf other: HTTPFields) {
        let offset = UInt32(bytes.count)
        bytes.append(contentsOf: other.bytes)
        lines.append(contentsOf: other.lines)
        for index in lines.count - other.lines.count..<lines.count { lines[index].move(by: offset) }
        isUnclean = isUnclean || other.isUnclean
    }

    /// Appends the fields whose names are not present yet.
    package mutating func appendMissing(of other: HTTPFields) {
        let known = other.lines.filter { contains(other.bytes.span.extracting($0.name)) }
        guard !known.isEmpty else { return append(contentsOf: other) }
        for line in other.lines where !known.contains(line) {
            append(other.bytes.span.extracting(line.name), other.bytes.span.extracting(line.value))
        }
        isUnclean = isUnclean || other.isUnclean
    }

    package mutating func remove(_ name: String) {
        let name = name.utf8.span
        while let index = lines.firstIndex(where: { isNamed($0, name) }) {
            let line = lines.remove(at: index)
            bytes.removeSubrange(line.all)
            for later in index..<lines.count { lines[later].move(backBy: UInt32(line.all.count)) }
        }
    }

    /// The first value of a name; setting it replaces all values of the name, setting nil removes them.
    package subscript(_ name: String) -> String? {
        get { firstLine(name).map { text($0.value) } }
        set {
            remove(name)
            if let newValue { append(name, newValue) }
        }
    }
}

extension HTTPFields {
    /// Appends a line that the parser has already validated.
    mutating func append(_ line: Span<UInt8>, _ field: FieldLine) {
        let isAsKept =
            field.value.lowerBound == field.name.upperBound + 2 && field.value.upperBound == line.count
            && line[field.name.upperBound + 1] == UInt8(ascii: " ")
        guard isAsKept else { return append(line.extracting(field.name), line.extracting(field.value)) }
        let start = bytes.count
        bytes.append(copying: line)
        endLine(start, start + field.name.upperBound)
    }

    /// Appends a field whose parts have already been validated.
    mutating func append(_ name: Span<UInt8>, _ value: Span<UInt8>) {
        let start = bytes.count
        bytes.append(copying: name)
        let nameEnd = bytes.count
        bytes.append(": ")
        bytes.append(copying: value)
        endLine(start, nameEnd)
    }

    private mutating func endLine(_ start: Int, _ nameEnd: Int) {
        bytes.append("\r\n")
        lines.append(Line(start: UInt32(start), nameEnd: UInt32(nameEnd), end: UInt32(bytes.count)))
    }

    func isNamed(_ line: Line, _ name: String) -> Bool { isNamed(line, name.utf8.span) }

    func isNamed(_ line: Line, _ name: Span<UInt8>) -> Bool {
        line.name.count == name.count && bytes.span.extracting(line.name).equalsIgnoringCase(name)
    }

    /// Whether the name is a token and the value cannot start another field (RFC 9110 §5.1, §5.5).
    func isClean(_ line: Line) -> Bool { hasName(line) && isContent(line) }

    func hasName(_ line: Line) -> Bool {
        let bytes = bytes.span
        for index in line.name where !bytes[index].isTokenCharacter { return false }
        return !line.name.isEmpty
    }

    private func isContent(_ line: Line) -> Bool {
        let bytes = bytes.span
        for index in line.value where !bytes[index].isFieldContent { return false }
        return true
    }

    func text(_ range: Range<Int>) -> String { String(wire: bytes.span.extracting(range)) }

    private func contains(_ name: Span<UInt8>) -> Bool { firstLine(name) != nil }

    private func firstLine(_ name: String) -> Line? { firstLine(name.utf8.span) }

    private func firstLine(_ name: Span<UInt8>) -> Line? {
        for line in lines where isNamed(line, name) { return line }
        return nil
    }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements)
    }
}
