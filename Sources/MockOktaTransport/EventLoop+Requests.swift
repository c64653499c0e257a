import MockOktaHTTP
import MockOktaSystem

/// How one connection gets from bytes to answers.
extension EventLoop {
    /// Goes on as far as the connection can: bytes already buffered are parsed before epoll is asked, because no
    /// event will come for them.
    func advance(_ connection: Connection) {
        var mayHaveMore = true
        while mayHaveMore {
            let stoppedTaking = takeRequests(connection)
            let stoppedPulling = pullFeed(connection)
            let wasAnswered = keepPromise(connection)
            mayHaveMore = stoppedTaking || stoppedPulling || wasAnswered
            guard flush(connection) else { return close(connection) }
            if connection.hasOutput { mayHaveMore = false }
        }
        if let work = connection.takeErrand() {
            place(work, of: connection)
        } else {
            settle(connection)
            moveToLightLoop(for: connection)
        }
    }

    /// True when it stopped only because too much output is unsent.
    private func takeRequests(_ connection: Connection) -> Bool {
        while connection.isReading, !connection.closesWhenSent {
            if connection.isOutputFull { return true }
            do throws(HTTPParseError) {
                guard let parsed = try connection.nextRequest() else {
                    connection.sendContinue()
                    return false
                }
                connection.requestCount += 1
                connection.drainDeadline = .never
                begin(parsed, on: connection)
            } catch {
                refuse(connection, error.status, error.explanation)
            }
        }
        return false
    }

    private func begin(_ parsed: ParsedRequest, on connection: Connection) {
        switch responder.work(on: parsed.request) {
        case .done(let reply):
            connection.isLight = true
            begin(reply, on: connection, parsed.exchange)
        case .heavy(let work):
            connection.isLight = false
            connection.activity = .away(parsed.exchange)
            connection.errand = work
        case .slow(let answer):
            connection.isLight = false
            connection.activity = .away(parsed.exchange)
            workers.submit(answer, of: connection.id, to: mailbox)
        }
    }

    /// Starts putting a reply on the wire.
    func begin(_ reply: consuming Reply, on connection: Connection, _ exchange: Exchange) {
        switch consume reply {
        case .complete(let response):
            answer(connection, response, exchange)
        case .later(let reply, let delay):
            connection.activity = .delayed(reply, exchange)
            setDeadline(connection, now + delay)
        case .feed(let response, let feed):
            beginFeed(feed, response, on: connection, exchange)
        case .promised(let promise):
            begin(promise, on: connection, exchange)
        case .spoiled(let response, let spoiling):
            answer(connection, response, spoiledBy: spoiling, exchange)
        case .silence(let silence):
            keepSilent(silence, on: connection)
        }
    }

    /// An endpoint closes the connection after its answer by a `Connection: close` of its own.
    func answer(_ connection: Connection, _ response: HTTPResponse, _ exchange: Exchange) {
        var exchange = exchange
        if isDraining || asksToClose(response) { exchange.keepsAlive = false }
        let writer = writer
        connection.write { writer.write(response, for: exchange, into: &$0) }
        if !connection.isReading { connection.activity = .reading }
        if !exchange.keepsAlive { connection.closesWhenSent = true }
    }

    func asksToClose(_ response: HTTPResponse) -> Bool {
        response.fields["Connection"] == "close"
    }

    /// Answers what never became a request; what follows it cannot be told apart, so the connection ends.
    func refuse(_ connection: Connection, _ status: HTTPStatus, _ explanation: String) {
        let fields: HTTPFields = ["Content-Type": "text/plain; charset=utf-8"]
        let response = HTTPResponse(status, fields: fields, body: Array((explanation + "\n").utf8))
        connection.wasRefused = true
        answer(connection, response, Exchange(keepsAlive: false))
    }

    /// False when the socket is gone.
    private func flush(_ connection: Connection) -> Bool {
        while connection.hasOutput {
            switch connection.transmit() {
            case .bytes: continue
            case .blocked: return true
            case .closed, .failed, .notSecure: return false
            }
        }
        return true
    }
}
