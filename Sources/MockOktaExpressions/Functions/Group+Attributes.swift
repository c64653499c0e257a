package import MockOktaFormats
package import MockOktaModel

/// A group as expressions see it.
extension Group {
    /// `OKTA_GROUP`, `APP_GROUP` or, for Everyone, `BUILT_IN`.
    package var type: String { source["type"]?.string ?? (isEveryone ? "BUILT_IN" : "OKTA_GROUP") }

    package var visibleAttributes: JSONObject {
        var profile = source["profile"]?.object ?? [:]
        profile["name"] = .string(name)
        return [
            "id": .string(id.rawValue),
            "name": .string(name),
            "type": .string(type),
            "profile": .object(profile),
            "source": source["source"] ?? .null,
        ]
    }

    /// An attribute by its path: `name`, `profile.name`, `source.id`; nil where groups have none of that name.
    package func attribute(_ path: String) -> JSON? {
        path.split(separator: ".").reduce(JSON.object(visibleAttributes)) { value, name in value?[String(name)] }
    }
}

extension String {
    package func removingPrefix(_ prefix: String) -> String {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
    }
}
