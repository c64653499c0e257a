package import MockOktaFormats

/// An object that the org stores and returns, but does not use: a hook, a network zone, an identity provider.
package struct StoredObject: Sendable {
    package let id: Identifier<StoredObject>
    /// The object with its id.
    package let source: JSONObject

    /// Creates an object from a fixture or a request; nil when it has neither id nor name.
    ///
    /// - Parameters:
    ///   - document: the object; without an id it gets one that is derived from its name.
    ///   - collection: one of `FixtureCollection.stored`.
    package init?(_ document: JSONObject, in collection: FixtureCollection) {
        let name = document["name"]?.string
        let derived = name.flatMap { collection.storedPrefix?.derived(from: "\(collection.rawValue)/\($0)") }
        guard let id = document["id"]?.string ?? derived else { return nil }
        self.id = Identifier(rawValue: id)
        source = JSONObject.leading(["id": .string(id)], document)
    }

    package var isActive: Bool { source["status"] != "INACTIVE" }

    /// The object without the secrets that it shares with other systems, for exports that others may see.
    package var withoutSecrets: JSONObject { Self.withoutSecrets(.object(source), named: "").object ?? [:] }

    private static let secrets: Set<ExactString> = ["clientSecret", "client_secret", "privateKey", "token", "apiKey"]

    private static func withoutSecrets(_ value: JSON, named name: String) -> JSON {
        switch value {
        case .array(let elements): return .array(elements.map { withoutSecrets($0, named: name) })
        case .object(let object):
            var kept: JSONObject = [:]
            for member in object.members {
                let isSecret =
                    secrets.contains(member.key) && member.value.string != nil
                    || name == "authScheme" && member.key == "value"
                if !isSecret { kept[member.key] = withoutSecrets(member.value, named: member.key) }
            }
            return .object(kept)
        default: return value
        }
    }
}

extension StoredObject: TableRow {
    /// The table key: the name.
    package var keys: [ExactString] { [ExactString(source["name"]?.string ?? "")] }
}
