/// The bytes of one fixture file, and the name that problems call it by.
package struct FixtureSource: Sendable {
    package var name: String
    package var bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }

    /// `users` for `fixtures/users.json5`: tells a file of one collection from a whole fixture.
    var stem: String {
        let file = name.split(separator: "/").last.map(String.init) ?? name
        return file.split(separator: ".").dropLast().joined(separator: ".")
    }
}
