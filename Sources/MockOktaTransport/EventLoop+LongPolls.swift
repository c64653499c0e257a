import MockOktaHTTP
import MockOktaSystem

/// Answers that come when something has happened elsewhere.
extension EventLoop {
    func begin(_ promise: any LongPoll, on connection: Connection, _ exchange: Exchange) {
        let (mailbox, id) = (mailbox, connection.id)
        connection.activity = .promised(promise, exchange)
        promise.start { mailbox.post(.signalled(id)) }
        if isDraining { return finish(promise, with: promise.lastAnswer(), on: connection, exchange) }
        setDeadline(connection, now + promise.timeout)
    }

    /// True when the answer is out, so that a next request may be buffered.
    func keepPromise(_ connection: Connection) -> Bool {
        if connection.isReading { return false }
        guard case .promised(let promise, let exchange) = connection.activity, let response = promise.answer() else {
            return false
        }
        finish(promise, with: response, on: connection, exchange)
        return true
    }

    func finish(
        _ promise: any LongPoll,
        with response: HTTPResponse,
        on connection: Connection,
        _ exchange: Exchange
    ) {
        promise.stop()
        answer(connection, response, exchange)
    }
}
