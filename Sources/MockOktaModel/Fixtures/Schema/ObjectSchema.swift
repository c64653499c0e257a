/// The members of an object; one that is null counts as absent, because Okta writes null for what is not set.
package struct ObjectSchema: Sendable {
    package struct Field: Sendable {
        package let name: String
        package let schema: Schema
        package let isRequired: Bool
        /// One line for people: editors show it.
        package let summary: String

        package init(_ name: String, _ schema: Schema, required: Bool = false, _ summary: String) {
            self.name = name
            self.schema = schema
            isRequired = required
            self.summary = summary
        }
    }

    package enum UnknownKeys: Sendable {
        /// Okta's own objects have more members than this double interprets: they are kept and echoed.
        case kept
        case refused
    }

    package let fields: [Field]
    package let unknownKeys: UnknownKeys

    /// An object of Okta's.
    package init(_ fields: [Field]) {
        self.init(.kept, fields)
    }

    package init(_ unknownKeys: UnknownKeys, _ fields: [Field]) {
        self.fields = fields
        self.unknownKeys = unknownKeys
    }

    package var names: [String] { fields.map(\.name) }
}
