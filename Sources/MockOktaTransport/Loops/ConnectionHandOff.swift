import MockOktaHTTP

/// A connection that is being moved from one loop to another, with the heavy work of its request.
struct ConnectionHandOff: @unchecked Sendable {
    // Sendable because only one thread at a time has access to the connection: the sending loop forgets it before it is
    // posted, the mailbox's lock synchronizes the two threads, and then only the receiving loop has it.
    let connection: Connection
    /// Nil for a connection that moves between two requests.
    let work: (@Sendable () -> Work)?
}
