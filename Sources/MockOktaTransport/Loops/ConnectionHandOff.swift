import MockOktaHTTP

/// A connection on its way from one loop to another, with the heavy work of its request.
struct ConnectionHandOff: @unchecked Sendable {
    // Sendable because only one thread at a time knows the connection: its loop forgets it before it is packed, the
    // mailbox's lock lies between the two, and the loop that unpacks it is the only one to know it from then on.
    let connection: Connection
    /// Nil for a connection that moves between two requests.
    let work: (@Sendable () -> Work)?
}
