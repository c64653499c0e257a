import MockOktaFormats

extension FixtureNode {
    /// The case of an enumeration; nil for other values, which the schema check has reported.
    func word<Word: RawRepresentable>(_: Word.Type = Word.self) -> Word? where Word.RawValue == String {
        string.flatMap(Word.init(rawValue:))
    }

    func words<Word: RawRepresentable>(_: Word.Type = Word.self) -> [Word] where Word.RawValue == String {
        strings.compactMap(Word.init(rawValue:))
    }

    var instant: Instant? { string.flatMap(RFC3339.parse).map(Instant.init(microseconds:)) }

    /// Whether the object's `status` is not `INACTIVE`.
    var isActive: Bool { self["status"]?.string != "INACTIVE" }

    /// The object without the members that contain objects of other collections.
    func object(without names: String...) -> JSONObject {
        var object = object
        for name in names { object[name] = nil }
        return object
    }
}

extension JSONObject {
    /// The object without private keys: `credentials.signing` as Okta returns it.
    var withoutPrivateKey: JSONObject {
        guard var credentials = self["credentials"]?.object, var signing = credentials["signing"]?.object else {
            return self
        }
        signing["privateKey"] = nil
        credentials["signing"] = .object(signing)
        var object = self
        object["credentials"] = .object(credentials)
        return object
    }
}
