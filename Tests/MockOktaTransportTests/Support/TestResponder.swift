import Glibc
import MockOktaHTTP
import MockOktaSystem
import MockOktaTestSupport

/// Answers by path; one that begins with `/heavy` or `/slow` is a heavy or a slow request, with `/heavy/slow` one that
/// turns out to be slow.
final class TestResponder: Responder {
    /// Passed by the paths that end in `/gated` once it has said by the other that it is there.
    let gate = Gate()
    let entered = Gate()
    let feed = TestFeed()
    let poll = TestLongPoll(timeout: .seconds(3600))
    /// The paths of the requests whose answering has begun.
    let answered = Lock<[String]>([])

    func work(on request: HTTPRequest) -> Work {
        if request.path.hasPrefix("/slow") { return .slow { self.answer(to: request) } }
        if request.path.hasPrefix("/heavy/slow") { return .heavy { .slow { self.answer(to: request) } } }
        if request.path.hasPrefix("/heavy/twice") { return .heavy { .heavy { .done(self.answer(to: request)) } } }
        if request.path.hasPrefix("/heavy") { return .heavy { .done(self.answer(to: request)) } }
        return .done(answer(to: request))
    }

    func dateSeconds() -> Int64 { 784_111_777 }

    private func answer(to request: HTTPRequest) -> Reply {
        answered.withLock { $0.append(request.path) }
        if let corrupted = CorruptedAnswer(rawValue: request.path) { return corrupted.reply }
        switch request.path {
        case "/gated", "/heavy/gated", "/slow/gated", "/heavy/slow/gated":
            entered.open()
            gate.pass()
        case "/echo", "/heavy/echo":
            return .complete(HTTPResponse(.ok, body: request.body))
        case "/peer":
            return .complete(HTTPResponse(.ok, body: Array((request.peer ?? "").utf8)))
        case "/scheme":
            return .complete(HTTPResponse(.ok, body: Array(request.scheme.rawValue.utf8)))
        case "/thread", "/heavy/thread":
            return .complete(HTTPResponse(.ok, body: Array(String(pthread_self()).utf8)))
        case "/later":
            return .later(.complete(HTTPResponse(.ok, body: Array("later".utf8))), after: .milliseconds(5))
        case "/feed":
            return .feed(HTTPResponse(.ok), feed)
        case "/poll":
            return .longPoll(poll)
        case "/big":
            return .complete(HTTPResponse(.ok, body: [UInt8](repeating: 0x61, count: 4_000_000)))
        case "/close":
            return .complete(HTTPResponse(.ok, fields: ["Connection": "close"]))
        default:
            break
        }
        return .complete(HTTPResponse(.ok, body: Array(request.path.utf8)))
    }
}

/// A feed of what the test publishes.
final class TestFeed: Feed {
    struct State: Sendable {
        var steps: [FeedStep] = []
        var signal: (@Sendable () -> Void)?
        var stops = 0
    }

    let state = Lock(State())
    let started = Gate()

    func start(signal: @escaping @Sendable () -> Void) {
        state.withLock { $0.signal = signal }
        started.open()
    }

    func next() -> FeedStep {
        state.withLock { $0.steps.isEmpty ? .wait : $0.steps.removeFirst() }
    }

    func stop() {
        state.withLock { $0.stops += 1 }
    }

    func publish(_ step: FeedStep) {
        let signal = state.withLock { state in
            state.steps.append(step)
            return state.signal
        }
        signal?()
    }
}
