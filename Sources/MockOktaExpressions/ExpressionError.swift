/// Why an expression cannot be parsed or has no value.
///
/// Okta's clients only see "could not be evaluated"; the reason is for the journal and for `check`.
package struct ExpressionError: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case syntax
        /// A name or function that this double or Okta does not know.
        case unknownName
        /// A value that the operator or function around it cannot take, or too many or too few arguments.
        case wrongType
        /// More than 100 groups, for which Okta has an error text of its own.
        case tooManyGroups
        /// More steps or longer texts than an expression may have.
        case tooExpensive
    }

    package let kind: Kind
    package let message: String
    /// Where in the text, in bytes of UTF-8 from 0; nil where the fault is not in the text.
    package let offset: Int?

    package init(kind: Kind, message: String, offset: Int? = nil) {
        self.kind = kind
        self.message = message
        self.offset = offset
    }
}
