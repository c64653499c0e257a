/// How an answer is delivered to the connection: at once, later, or in pieces.
package enum Reply: Sendable {
    case complete(HTTPResponse)
    /// Delayed by a timer of the event loop, never by a sleeping thread.
    indirect case later(Reply, after: Duration)
    /// The body is pulled from the feed whenever it signals.
    case feed(HTTPResponse, any Feed)
    /// The answer, including its status, is not known yet.
    case longPoll(any LongPoll)
    /// An answer that a fault corrupts on purpose.
    case corrupted(HTTPResponse, ResponseCorruption)
    case noResponse(NoResponse)
}

/// The body of an answer of unknown length (server-sent events).
package protocol Feed: Sendable {
    /// Called once, before the first `next`; `signal` may be called from any thread, any number of times.
    func start(signal: @escaping @Sendable () -> Void)
    /// The bytes that are available now. Never blocks.
    func next() -> FeedStep
    /// Called once, on the first of these events: the feed has returned `end`, its connection has closed, the server
    /// drains.
    func stop()
}

package enum FeedStep: Sendable {
    case bytes([UInt8])
    case wait
    case end
}

/// How a request is processed.
package enum Work: Sendable {
    case done(Reply)
    /// Answering takes about as long as a signature, so a loop performs one such task per turn; the result may be slow
    /// work.
    case heavy(@Sendable () -> Work)
    /// Answering may block or take far longer than a signature, so it runs on a worker thread.
    case slow(@Sendable () -> Reply)
}

/// The interface between a server and the application that answers its requests.
package protocol Responder: Sendable {
    /// Answers a light request at once; for others, returns the work that remains.
    func work(on request: HTTPRequest) -> Work
    /// The clock for the `Date` field: whole seconds since 1970.
    func dateSeconds() -> Int64
}

extension Responder {
    /// The answer, computed on the calling thread however long it takes.
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
