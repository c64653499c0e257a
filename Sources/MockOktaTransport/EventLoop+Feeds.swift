import MockOktaHTTP

/// Answers without a known end.
extension EventLoop {
    func beginFeed(
        _ feed: any Feed,
        _ response: HTTPResponse,
        on connection: Connection,
        _ exchange: Exchange
    ) {
        var exchange = exchange
        if exchange.minorVersion < 1 || isDraining || asksToClose(response) { exchange.keepsAlive = false }
        let writer = writer
        connection.write { [exchange] in writer.writeStreamHead(response, for: exchange, into: &$0) }
        if exchange.isHead || response.status.forbidsBody {
            feed.stop()
            connection.activity = .reading
            if !exchange.keepsAlive { connection.closesWhenSent = true }
        } else if isDraining {
            endFeed(feed, on: connection, exchange)
        } else {
            let (mailbox, id) = (mailbox, connection.id)
            connection.activity = .feeding(feed, exchange)
            feed.start { mailbox.post(.signalled(id)) }
        }
    }

    /// Asks a feed for as much as the client can take: a slow reader costs one buffer, not a growing queue.
    ///
    /// False when there is nothing more to do for it now; after its end, a next request may be buffered.
    func pullFeed(_ connection: Connection) -> Bool {
        guard !connection.isReading, case .feeding(let feed, let exchange) = connection.activity else { return false }
        while !connection.isOutputFull {
            switch feed.next() {
            case .bytes(let bytes): connection.write { ResponseWriter.writePiece(bytes, for: exchange, into: &$0) }
            case .wait:
                return false
            case .end:
                endFeed(feed, on: connection, exchange)
                return true
            }
        }
        return true
    }

    func endFeed(_ feed: any Feed, on connection: Connection, _ exchange: Exchange) {
        feed.stop()
        connection.write { ResponseWriter.writeEnd(for: exchange, into: &$0) }
        connection.activity = .reading
        if !exchange.keepsAlive || isDraining { connection.closesWhenSent = true }
    }
}
