/// An answer that is sent when an event occurs, or when `timeout` has elapsed (a long poll).
package protocol LongPoll: Sendable {
    /// The longest time that the client waits, in real time.
    var timeout: Duration { get }
    /// Called once, before `answer`; `signal` may be called from any thread, any number of times.
    func start(signal: @escaping @Sendable () -> Void)
    /// The answer, once there is one. Never blocks.
    func answer() -> HTTPResponse?
    /// The answer when `timeout` has elapsed or the server drains.
    func lastAnswer() -> HTTPResponse
    /// Called once, when the poll has been answered or its connection has closed.
    func stop()
}
