import MockOktaHTTP

/// A heavy request that waits for its turn on the loop that has its connection.
struct HeavyTask {
    let connection: ConnectionID
    let work: @Sendable () -> Work
}
