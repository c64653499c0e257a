/// The result of a TLS operation on a non-blocking socket.
package enum TLSProgress: Hashable, Sendable {
    /// Done, with the number of bytes; 0 for operations without application data (handshake, shutdown).
    case done(Int)
    /// Call again, with the same bytes, when the socket is readable.
    case needsRead
    /// Call again, with the same bytes, when the socket is writable.
    case needsWrite
    /// The peer has closed its side of the session (close_notify, RFC 8446 §6.1).
    case closed
}
