/// A complete request, and what its connection needs to answer it.
package struct ParsedRequest: Sendable {
    package var request: HTTPRequest
    package let exchange: Exchange
}

/// How the answer to a request must be framed.
package struct Exchange: Hashable, Sendable {
    /// The answer has a header but no body (RFC 9110 §9.3.2).
    package let isHead: Bool
    /// HTTP/1.0 requires an explicit keep-alive and has no chunked coding.
    package let minorVersion: Int
    /// Whether the connection stays open for another request.
    package var keepsAlive: Bool

    package init(isHead: Bool = false, minorVersion: Int = 1, keepsAlive: Bool = true) {
        self.isHead = isHead
        self.minorVersion = minorVersion
        self.keepsAlive = keepsAlive
    }
}
