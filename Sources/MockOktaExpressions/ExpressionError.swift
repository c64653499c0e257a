import MockOktaFormats

/// Why an expression cannot be parsed or has no value.
///
/// Okta's clients only receive "could not be evaluated"; the reason is for the journal and for `check`.
package struct ExpressionError: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case syntax
        /// A name or function that this double or Okta does not support.
        case unknownName
        /// A value that the operator or function does not accept, or a wrong number of arguments.
        case wrongType
        /// More than 100 groups, for which Okta has a separate error message.
        case tooManyGroups
        /// More steps or a longer string than an expression may use.
        case tooExpensive
    }

    package let kind: Kind
    package let message: String
    /// The position in the text, in UTF-8 bytes from 0; nil if the error is not in the text.
    package let offset: Int?

    package init(kind: Kind, message: String, offset: Int? = nil) {
        self.kind = kind
        self.message = message
        self.offset = offset
    }
}
