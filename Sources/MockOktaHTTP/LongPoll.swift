/// An answer that comes when something has happened, or when timeout ends (a long poll).
package protocol LongPoll: Sendable {
    /// How long the client waits, in real time.
    var timeout: Duration { get }
    /// Called once, before `answer`; `signal` may be called from any thread, any number of times.
    func start(signal: @escaping @Sendable () -> Void)
    /// The answer, once there is one. Never blocks.
    func answer() -> HTTPResponse?
    /// The answer when timeout has ended, or the server drains.
    func lastAnswer() -> HTTPResponse
    /// Called once: it was answered, or its connection has gone.
    func stop()
}
