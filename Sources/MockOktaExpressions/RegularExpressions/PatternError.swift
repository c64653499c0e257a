/// Why a text is no regular expression, or one that this double does not evaluate.
struct PatternError: Error {
    let message: String
    /// In Unicode scalars from 0.
    let offset: Int
}
