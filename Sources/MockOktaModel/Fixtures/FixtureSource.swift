import MockOktaFormats

/// The bytes of one fixture file, and the name by which problems call it.
package struct FixtureSource: Sendable {
    package var name: String
    package var bytes: [UInt8]
    /// Whether objects of the file take the place of those of earlier files, in place of being laid over them.
    var isReplacing = false

    /// The value of an environment variable that the text names as `${NAME}`; nil leaves the text as it is.
    package var variable: (@Sendable (String) -> String?)?

    package init(name: String, bytes: [UInt8], variable: (@Sendable (String) -> String?)? = nil) {
        self.name = name
        self.bytes = bytes
        self.variable = variable
    }

    /// Whether the text is a file, whose name says something of what it holds.
    var isFile: Bool { name.hasSuffix(".json") || name.hasSuffix(".json5") }

    /// `users` for `fixtures/users.json5` and for the second page `users-2.json`: tells a file of one collection from
    /// a whole fixture.
    var stem: String {
        let file = name.split(separator: "/").last.map(String.init) ?? name
        let stem = file.split(separator: ".").dropLast().joined(separator: ".")
        let page = stem.utf8.reversed().prefix { ASCII.isDigit($0) }.count
        guard page > 0, let mark = stem.dropLast(page).last, "-_.".contains(mark) else { return stem }
        return String(stem.dropLast(page + 1))
    }
}
