import MockOktaFormats

/// The bytes of one fixture file, and its name for problems.
package struct FixtureSource: Sendable {
    package var name: String
    package var bytes: [UInt8]
    /// Whether objects of the file replace those of earlier files instead of extending them.
    var isReplacing = false
    /// Whether the file needs no check by the schema: the built-in org, which a test checks in place of each start.
    package var isChecked = false

    /// The value of an environment variable that the text refers to as `${NAME}`; nil leaves the text unchanged.
    package var variable: (@Sendable (String) -> String?)?

    package init(name: String, bytes: [UInt8], variable: (@Sendable (String) -> String?)? = nil) {
        self.name = name
        self.bytes = bytes
        self.variable = variable
    }

    /// A fixture whose objects replace those of earlier files.
    init(replacing fixture: JSONObject) {
        self.init(name: "present", bytes: JSON.object(fixture).serialized())
        isReplacing = true
    }

    /// Whether two files mean the same; their names do not matter.
    package func hasSameText(as other: FixtureSource) -> Bool {
        isReplacing == other.isReplacing && bytes == other.bytes
    }

    /// Whether the text is from a file, whose name may indicate its content.
    var isFile: Bool { name.hasSuffix(".json") || name.hasSuffix(".json5") }

    /// `users` for `fixtures/users.json5` and for the second page `users-2.json`: distinguishes a file of one
    /// collection from a complete fixture.
    var stem: String {
        let file = name.split(separator: "/").last ?? name[...]
        var stem = ""
        for part in file.split(separator: ".").dropLast() { stem += (stem.isEmpty ? "" : ".") + part }
        let bytes = Array(stem.utf8)
        let page = bytes.count - (bytes.lastIndex { !ASCII.isDigit($0) } ?? -1) - 1
        guard page > 0, let mark = stem.dropLast(page).last, "-_.".contains(mark) else { return stem }
        return String(stem.dropLast(page + 1))
    }
}

extension FixtureSource: RecordPart {
    /// Variables have the values of the environment in which the text is read again: the reader sets `variable`.
    package func write(to writer: inout RecordWriter) {
        writer.write(name)
        writer.append(counted: bytes)
        writer.write(isReplacing)
        writer.write(variable != nil)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(name: try reader.read(), bytes: Array(try reader.counted()))
        isReplacing = try reader.read()
        let hasVariables: Bool = try reader.read()
        if hasVariables { variable = { _ in nil } }
    }
}
