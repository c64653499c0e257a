import MockOktaFormats

extension FixtureNode {
    /// The word of an enumeration; nil for others, which the schema has complained of.
    func word<Word: RawRepresentable>(_: Word.Type = Word.self) -> Word? where Word.RawValue == String {
        string.flatMap(Word.init(rawValue:))
    }

    func words<Word: RawRepresentable>(_: Word.Type = Word.self) -> [Word] where Word.RawValue == String {
        strings.compactMap(Word.init(rawValue:))
    }

    var instant: Instant? { string.flatMap(RFC3339.parse).map(Instant.init(microseconds:)) }

    /// Whether the object's `status` lets it take part.
    var isActive: Bool { self["status"]?.string != "INACTIVE" }

    /// The object without the members that hold objects of other collections.
    func object(without names: String...) -> JSONObject {
        var object = object
        for name in names { object[name] = nil }
        return object
    }
}

extension JSONObject {
    /// What may be echoed: `credentials.signing` as Okta tells it.
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
