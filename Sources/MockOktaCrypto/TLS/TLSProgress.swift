/// How far a TLS operation got on a socket that never blocks.
package enum TLSProgress: Hashable, Sendable {
    /// Done, with so many bytes; 0 for what moves none of its own (handshake, shutdown).
    case done(Int)
    /// To be called again, with the same bytes, when the socket is readable.
    case needsRead
    /// To be called again, with the same bytes, when the socket is writable.
    case needsWrite
    /// The peer has said that nothing more will come (close_notify, RFC 8446 §6.1).
    case closed
}
