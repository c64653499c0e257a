import MockOktaFormats
package import MockOktaModel

/// The attributes of a group in expressions.
extension Group {
    /// `OKTA_GROUP`, `APP_GROUP` or, for Everyone, `BUILT_IN`; if a fixture omits it, derived from the object class,
    /// which is `okta:user_group` for Okta's own groups.
    package var type: String {
        if let type = source["type"]?.string { return type }
        if isEveryone { return "BUILT_IN" }
        let classes = source["objectClass"]?.strings ?? []
        return classes.allSatisfy { $0 == "okta:user_group" } ? "OKTA_GROUP" : "APP_GROUP"
    }

    /// Whether the group comes from an app such as Active Directory.
    package var isFromApp: Bool { type == "APP_GROUP" }

    /// The attributes of Okta's Groups API, and `name` and `description` outside the profile as well.
    var visibleAttributes: JSONObject {
        var profile = source["profile"]?.object ?? [:]
        profile["name"] = .string(name)
        var attributes: JSONObject = [
            "id": .string(id.rawValue),
            "name": .string(name),
            "description": profile["description"] ?? .null,
            "type": .string(type),
            "profile": .object(profile),
            "source": source["source"] ?? .null,
        ]
        for name in ["status", "objectClass", "created", "lastUpdated", "lastMembershipUpdated"] {
            attributes[name] = source[name] ?? .null
        }
        return attributes
    }

    /// An attribute by its path: `name`, `profile.name`, `source.id`; nil if groups have no such attribute.
    func attribute(_ path: String) -> JSON? {
        path.split(separator: ".").reduce(JSON.object(visibleAttributes)) { value, name in
            value?[String(name)]
        }
    }
}

extension String {
    func removingPrefix(_ prefix: String) -> String {
        utf8.starts(with: prefix.utf8)
            ? String(decoding: utf8.dropFirst(prefix.utf8.count), as: UTF8.self) : self
    }
}
