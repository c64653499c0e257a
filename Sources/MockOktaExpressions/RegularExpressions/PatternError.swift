/// Why a regular expression is invalid or not supported by this double.
struct PatternError: Error {
    let message: String
    /// The position in Unicode scalars from 0.
    let offset: Int
}
