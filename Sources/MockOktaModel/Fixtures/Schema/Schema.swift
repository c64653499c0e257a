/// The valid values of a place in a fixture: the common source for the reader's validation and for the JSON Schema.
package indirect enum Schema: Sendable {
    case any
    case bool
    /// Values outside `advised` are accepted with a warning, because Okta would refuse them.
    case integer(ClosedRange<Int>, advised: Advice? = nil)
    case string(StringFormat = .any)
    /// A private RSA key: PEM text, or a JSON Web Key.
    case privateKey
    /// One of these strings.
    case word([String])
    /// Any string, with a warning for one that is not in the list.
    case openWord([String])
    case array(Schema)
    case object(ObjectSchema)
    /// An object with arbitrary keys.
    case map(Schema)
    /// The first or the second schema, chosen by the type of the JSON value.
    case either(Schema, Schema)

    /// A range that Okta enforces and this double does not.
    package struct Advice: Sendable {
        package let range: ClosedRange<Int>
        package let unit: String

        package init(_ range: ClosedRange<Int>, _ unit: String) {
            self.range = range
            self.unit = unit
        }
    }

    /// The raw values of an enumeration of the model.
    package static func word<Words: CaseIterable & RawRepresentable>(of _: Words.Type) -> Schema
    where Words.RawValue == String {
        .word(Words.allCases.map(\.rawValue))
    }

    package static let strings = Schema.array(.string())
}
