/// What a place in a fixture may hold: the one description that the reader checks by and a JSON Schema is written from.
package indirect enum Schema: Sendable {
    case any
    case bool
    /// Values outside `advised` can be run, but Okta would refuse them.
    case integer(ClosedRange<Int>, advised: Advice? = nil)
    case string(StringFormat = .any)
    /// One of these words.
    case word([String])
    /// Any word, with a warning for one that is not among these.
    case openWord([String])
    case array(Schema)
    case object(ObjectSchema)
    /// An object whose keys are names of the user's choosing.
    case map(Schema)
    /// The first or the second, told apart by the kind of JSON value.
    case either(Schema, Schema)

    /// A range that Okta keeps to and this double does not need.
    package struct Advice: Sendable {
        package let range: ClosedRange<Int>
        package let unit: String

        package init(_ range: ClosedRange<Int>, _ unit: String) {
            self.range = range
            self.unit = unit
        }
    }

    /// The words of an enumeration of the model.
    package static func word<Words: CaseIterable & RawRepresentable>(of _: Words.Type) -> Schema
    where Words.RawValue == String {
        .word(Words.allCases.map(\.rawValue))
    }

    package static let strings = Schema.array(.string())
}
