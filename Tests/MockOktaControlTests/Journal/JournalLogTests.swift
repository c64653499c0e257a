import MockOktaControl
import MockOktaHTTP
import MockOktaModel
import MockOktaSystem
import MockOktaTestSupport
import Testing

/// Journals of two processes that share a log.
@Suite struct JournalLogTests {
    /// A log that can go back to an older copy of itself, as a server without persistence does by a restart.
    private final class Log: SharedLog {
        private struct State: Sendable {
            var entries: [(number: Int, bytes: [UInt8])] = []
            var last = 0
            var removals = 0
        }

        private let state = Lock(State())

        func append(_ entry: [UInt8], keeping count: Int, bytes: Int) -> Int {
            state.withLock { state in
                state.last += 1
                state.entries.append((number: state.last, bytes: entry))
                return state.last
            }
        }

        func page(after number: Int) -> SharedLogPage {
            state.withLock { state in
                SharedLogPage(
                    entries: state.entries.filter { $0.number > number },
                    last: state.last,
                    removals: state.removals
                )
            }
        }

        func removeAll(restarts: Bool) {
            state.withLock { state in
                state.entries = []
                state.removals += 1
                if restarts { state.last = 0 }
            }
        }

        /// Loses what came after an entry; nothing counts that as a removal.
        func goBack(to number: Int) {
            state.withLock { state in
                state.entries.removeAll { $0.number > number }
                state.last = number
            }
        }

        /// Loses the number of the latest entry, and no entry.
        func forgetNumber() { state.withLock { $0.last = 0 } }
    }

    /// The paths that a listener has seen at its signals, as a client that waits does.
    private final class Seen: Sendable {
        private let paths = Lock<[[String]]>([])

        func add(_ journal: Journal) {
            let all = JournalLogTests.paths(journal)
            paths.withLock { $0.append(all) }
        }

        var all: [[String]] { paths.withLock { $0 } }
    }

    private let log = Log()

    private func append(_ path: String, to journal: Journal) {
        let request = HTTPRequest(method: .get, path: path)
        _ = journal.append(request, at: TestDouble.start, ExchangeOutcome(.ok, ExchangeRecord()))
    }

    private static func paths(_ journal: Journal) -> [String] { journal.entries().map(\.request.path) }

    @Test(arguments: [0, 2])
    func `a log that has lost its latest entries is read from its start`(left: Int) {
        let (one, other) = (Journal(log: log), Journal(log: log))
        for number in 1...4 { append("/\(number)", to: one) }
        other.catchUp()
        #expect(Self.paths(other) == ["/1", "/2", "/3", "/4"])
        let kept = Array(["/1", "/2"].prefix(left))
        log.goBack(to: left)
        other.catchUp()
        #expect(Self.paths(other) == kept)
        append("/new", to: one)
        other.catchUp()
        #expect(Self.paths(other) == kept + ["/new"])
        #expect(other.entries().last?.id == left + 1)
    }

    @Test func `who waits sees what comes after the loss`() {
        let (one, other) = (Journal(log: log), Journal(log: log))
        for number in 1...4 { append("/\(number)", to: one) }
        other.catchUp()
        let seen = Seen()
        _ = other.listeners.add { [weak other] in if let other { seen.add(other) } }
        log.goBack(to: 0)
        append("/new", to: one)
        other.catchUp()
        #expect(seen.all == [["/new"]])
    }

    @Test func `a log that has only lost its number is read`() {
        let (one, other) = (Journal(log: log), Journal(log: log))
        for number in 1...3 { append("/\(number)", to: one) }
        for _ in 0..<2 {
            other.catchUp()
            #expect(Self.paths(other) == ["/1", "/2", "/3"])
            log.forgetNumber()
        }
    }

    @Test func `after a removal ids continue`() throws {
        let (one, other) = (Journal(log: log), Journal(log: log))
        append("/1", to: one)
        other.catchUp()
        try one.removeAll()
        append("/2", to: one)
        other.catchUp()
        #expect(Self.paths(other) == ["/2"])
        #expect(other.entries().last?.id == 2)
    }
}
