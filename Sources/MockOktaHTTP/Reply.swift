/// How an answer reaches the connection: at once, later, or piece by piece.
package enum Reply: Sendable {
    case complete(HTTPResponse)
    /// Held back by a timer of the event loop, never by a sleeping thread.
    indirect case later(Reply, after: Duration)
    /// The body is pulled from the feed whenever its signal fires.
    case feed(HTTPResponse, any Feed)
    /// Nothing is known yet, not even the status.
    case longPoll(any LongPoll)
    /// Bytes that differ on purpose from what the answer says.
    case corrupted(HTTPResponse, ResponseCorruption)
    case noResponse(NoResponse)
}

/// The body of an answer that has no end yet (server-sent events, a long poll).
package protocol Feed: Sendable {
    /// Called once, before the first `next`; `signal` may be called from any thread, any number of times.
    func start(signal: @escaping @Sendable () -> Void)
    /// What is there to send now. Never blocks.
    func next() -> FeedStep
    /// Called once, whichever comes first: the feed has said `end`, its connection has gone, the server drains.
    func stop()
}

package enum FeedStep: Sendable {
    case bytes([UInt8])
    case wait
    case end
}

/// What becomes of a request.
package enum Work: Sendable {
    case done(Reply)
    /// Answering takes about as long as a signature, so a loop does one such thing a turn; it may turn out to be slow.
    case heavy(@Sendable () -> Work)
    /// Answering may wait for something or take far longer than a signature, so it belongs on a worker thread.
    case slow(@Sendable () -> Reply)
}

/// What a server needs from the snapshot behind it.
package protocol Responder: Sendable {
    /// Answers what is light at once and says what is left to do of the rest.
    func work(on request: HTTPRequest) -> Work
    /// The clock behind the `Date` field: whole seconds since 1970.
    func dateSeconds() -> Int64
}

extension Responder {
    /// The answer, however long it takes.
    package func respond(to request: HTTPRequest) -> Reply {
        var work = work(on: request)
        while true {
            switch work {
            case .done(let reply): return reply
            case .heavy(let go): work = go()
            case .slow(let answer): return answer()
            }
        }
    }
}
