package import MockOktaFormats

extension JSONObject {
    /// The given members first, as Okta writes ids, then the members of the source with other names.
    static func leading(_ first: JSONObject, _ source: JSONObject) -> JSONObject {
        var object = first
        for member in source.members where first[member.key] == nil { object[member.key] = member.value }
        return object
    }

    /// Changes a nested object, which is created if absent.
    package mutating func change(_ key: String, _ body: (inout JSONObject) -> Void) {
        var child = self[key]?.object ?? [:]
        body(&child)
        self[key] = .object(child)
    }
}

extension JSON {
    static func status(_ isActive: Bool) -> JSON { isActive ? "ACTIVE" : "INACTIVE" }

    static func strings(_ strings: some Sequence<String>) -> JSON { .array(strings.map { .string($0) }) }
}
