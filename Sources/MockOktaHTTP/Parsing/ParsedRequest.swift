/// A whole request and what its connection must know to answer it.
package struct ParsedRequest: Sendable {
    package var request: HTTPRequest
    package let exchange: Exchange
}

/// How an answer to one request must be put on the wire.
package struct Exchange: Hashable, Sendable {
    /// The answer has the header of its body only (RFC 9110 §9.3.2).
    package let isHead: Bool
    /// HTTP/1.0 needs an explicit keep-alive and knows no chunks.
    package let minorVersion: Int
    /// Whether the client wants another request after this one.
    package var keepsAlive: Bool

    package init(isHead: Bool = false, minorVersion: Int = 1, keepsAlive: Bool = true) {
        self.isHead = isHead
        self.minorVersion = minorVersion
        self.keepsAlive = keepsAlive
    }
}
