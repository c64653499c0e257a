/// The members of an object; a null member counts as absent, because Okta writes null for unset members.
package struct ObjectSchema: Sendable {
    package struct Field: Sendable {
        package let name: String
        package let schema: Schema
        package let isRequired: Bool
        /// A one-line description, which editors show.
        package let summary: String

        package init(_ name: String, _ schema: Schema, required: Bool = false, _ summary: String) {
            self.name = name
            self.schema = schema
            isRequired = required
            self.summary = summary
        }
    }

    package enum UnknownKeys: Sendable {
        /// Unknown members are kept and returned: Okta's objects have more members than this double interprets.
        case kept
        case refused
    }

    package let fields: [Field]
    package let unknownKeys: UnknownKeys

    /// An object of Okta's API.
    package init(_ fields: [Field]) {
        self.init(.kept, fields)
    }

    package init(_ unknownKeys: UnknownKeys, _ fields: [Field]) {
        self.fields = fields
        self.unknownKeys = unknownKeys
    }

    package var names: [String] { fields.map(\.name) }
}
