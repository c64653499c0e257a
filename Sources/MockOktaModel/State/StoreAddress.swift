import MockOktaFormats

/// Where state is kept, as `--store` names it.
package enum StoreAddress: Hashable, Sendable {
    case memory
    case sqlite(path: String)
    case redis(RedisAddress)

    /// The forms that `init(_:)` reads.
    package static let forms = "memory, sqlite:PATH or \(RedisAddress.form)"

    /// Reads the text of `--store`.
    ///
    /// - Throws: `StoreAddressError` with what is wrong, and what would be right.
    package init(_ text: String) throws(StoreAddressError) {
        if text == "memory" {
            self = .memory
        } else if text.hasPrefix("sqlite:") {
            let path = String(text.dropFirst("sqlite:".count))
            guard !path.isEmpty, !path.utf8.contains(0) else { throw StoreAddressError("names no file behind sqlite:") }
            guard !path.hasPrefix(":") else {
                throw StoreAddressError("\(path) names no file; state in memory is --store memory")
            }
            self = .sqlite(path: path)
        } else if text.hasPrefix("redis://") {
            self = .redis(try RedisAddress(URIParts(text)))
        } else if text.hasPrefix("rediss://") {
            throw StoreAddressError(
                "rediss: the client library (libhiredis) has no TLS; name a redis:// of a tunnel such as stunnel"
            )
        } else {
            // Of a mistyped URL no more than the scheme is shown, because it may have a password.
            let shown = text.utf8.contains(UInt8(ascii: "@")) ? "\(text.prefix { $0 != ":" }):…" : text
            throw StoreAddressError("\(shown) is none of \(Self.forms)")
        }
    }
}

/// What is wrong with the text of a store's address.
package struct StoreAddressError: Error, Hashable, Sendable {
    package let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}
