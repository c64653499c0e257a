import MockOktaFormats

/// Where state is kept, as `--store` names it.
package enum StoreAddress: Hashable, Sendable {
    case memory
    case sqlite(path: String)

    /// The forms that `init(_:)` reads.
    package static let forms = "memory or sqlite:PATH"

    /// Reads the text of `--store`.
    ///
    /// - Throws: `StoreAddressError` with what is wrong, and what would be right.
    package init(_ text: String) throws(StoreAddressError) {
        if text == "memory" {
            self = .memory
        } else if text.hasPrefix("sqlite:") {
            let path = String(text.dropFirst("sqlite:".count))
            guard !path.isEmpty, !path.utf8.contains(0) else { throw StoreAddressError("names no file behind sqlite:") }
            self = .sqlite(path: path)
        } else {
            throw StoreAddressError("\(text) is none of \(Self.forms)")
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
