import Glibc
import MockOktaSystem
import Testing

struct ThreadTests {
    private final class Seen: Sendable {
        let nice = Lock<Int32?>(nil)
    }

    @Test func `a thread runs its body before it is joined, less urgent by its nice value whatever its slice`() throws {
        let seen = Seen()
        let own = getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0)
        let thread = try Thread("worker", nice: 3, slice: .microseconds(100)) {
            let nice = getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0)
            seen.nice.withLock { $0 = nice }
        }
        thread.join()
        thread.join()
        #expect(seen.nice.withLock { $0 } == min(own + 3, 19))
        #expect(getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0) == own)
    }
}
