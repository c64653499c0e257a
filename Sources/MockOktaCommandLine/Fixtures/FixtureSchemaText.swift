import MockOktaFormats
import MockOktaModel

/// The JSON Schema of fixture files as text, for editors and validators.
package enum FixtureSchemaText {
    /// The collections after which a file may be named.
    package static var collections: [String] { FixtureCollection.allCases.map(\.rawValue) }

    /// The schema of a whole fixture or of a collection's file; nil where there is no such collection.
    package static func text(of collection: String?) -> String? {
        guard let name = collection else { return text(JSONSchema.file) }
        return FixtureCollection(rawValue: name).map { text(JSONSchema.file(of: $0)) }
    }

    private static func text(_ schema: JSONObject) -> String {
        String(decoding: JSON.object(schema).serialized(.pretty), as: UTF8.self) + "\n"
    }
}
