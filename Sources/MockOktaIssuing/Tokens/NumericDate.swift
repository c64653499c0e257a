package import MockOktaFormats
package import MockOktaModel

extension JSON {
    /// The instant of a NumericDate (RFC 7519 §2), which may have a fraction; nil for any other value.
    package var numericDate: Instant? {
        switch self {
        case .integer(let seconds): Instant(seconds: Int64(seconds))
        case .double(let seconds): Int64(exactly: (seconds * 1_000_000).rounded(.down)).map(Instant.init(microseconds:))
        default: nil
        }
    }
}
