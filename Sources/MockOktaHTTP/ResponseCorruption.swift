/// How the bytes of an answer are corrupted on their way, for clients that must bear it.
package struct ResponseCorruption: Hashable, Sendable {
    /// A body that comes in small pieces.
    package struct ThrottledBody: Hashable, Sendable {
        package var bytes: Int
        package var pause: Duration

        package init(bytes: Int, pause: Duration) {
            self.bytes = bytes
            self.pause = pause
        }
    }

    /// What `Content-Length` claims; nil tells the truth.
    package var declaredLength: Int?
    /// How much of the body is sent; nil sends all of it.
    package var sentLength: Int?
    package var throttle: ThrottledBody?
    /// Ends the connection after the last byte without having announced it.
    package var closes = false

    package init() {}
}

/// What a client gets instead of an answer.
package enum NoResponse: Hashable, Sendable {
    /// Nothing, until it goes away.
    case hang
    /// The orderly end of the connection.
    case close
    /// A TCP reset.
    case reset
}
