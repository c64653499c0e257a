/// How an answer is corrupted in transit, to test that clients cope with it.
package struct ResponseCorruption: Hashable, Sendable {
    /// A body that is sent in small pieces.
    package struct ThrottledBody: Hashable, Sendable {
        package var bytes: Int
        package var pause: Duration

        package init(bytes: Int, pause: Duration) {
            self.bytes = bytes
            self.pause = pause
        }
    }

    /// The value of `Content-Length`; nil for the actual length.
    package var declaredLength: Int?
    /// The number of bytes of the body that are sent; nil for all.
    package var sentLength: Int?
    package var throttle: ThrottledBody?
    /// Closes the connection after the last byte without having announced it.
    package var closes = false

    package init() {}
}

/// The behavior of the connection when no answer is sent.
package enum NoResponse: Hashable, Sendable {
    /// Nothing is sent until the client disconnects.
    case hang
    /// The connection is closed normally.
    case close
    /// The connection is closed with a TCP reset.
    case reset
}
