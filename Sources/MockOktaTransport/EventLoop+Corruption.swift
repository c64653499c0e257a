import MockOktaHTTP
import MockOktaSystem

/// Answers that are spoiled on purpose.
extension EventLoop {
    /// Sends what a fault left of an answer; where it cuts or misstates the body, the connection ends unannounced.
    func answer(
        _ connection: Connection,
        _ response: HTTPResponse,
        spoiledBy spoiling: ResponseCorruption,
        _ exchange: Exchange
    ) {
        var exchange = exchange
        if isDraining || asksToClose(response) { exchange.keepsAlive = false }
        let length = spoiling.declaredLength ?? response.body.count
        let writer = writer
        connection.write { writer.writeHead(of: response, declaring: length, for: exchange, into: &$0) }
        let sendsBody = !exchange.isHead && !response.status.forbidsBody
        let body = sendsBody ? response.body.prefix(spoiling.sentLength ?? .max) : []
        guard let drip = spoiling.drip, !body.isEmpty else {
            connection.write { $0.append(contentsOf: body) }
            return endSpoiled(connection, spoiling, exchange)
        }
        connection.activity = .dripping(body, spoiling, exchange)
        setDeadline(connection, now + drip.pause)
    }

    /// Sends the next piece.
    func drip(
        _ rest: ArraySlice<UInt8>,
        _ spoiling: ResponseCorruption,
        on connection: Connection,
        _ exchange: Exchange
    ) {
        guard let drip = spoiling.drip else { return }
        connection.write { $0.append(contentsOf: rest.prefix(drip.bytes)) }
        let rest = rest.dropFirst(drip.bytes)
        guard !rest.isEmpty else { return endSpoiled(connection, spoiling, exchange) }
        connection.activity = .dripping(rest, spoiling, exchange)
        setDeadline(connection, now + drip.pause)
    }

    private func endSpoiled(_ connection: Connection, _ spoiling: ResponseCorruption, _ exchange: Exchange) {
        connection.activity = .reading
        if !exchange.keepsAlive || spoiling.closes { connection.closesWhenSent = true }
    }

    func keepSilent(_ silence: NoResponse, on connection: Connection) {
        switch silence {
        case .hang:
            connection.activity = .silent
        case .close:
            connection.activity = .reading
            connection.closesWhenSent = true
        case .reset:
            connection.resetWhenClosed()
            close(connection)
        }
    }
}
