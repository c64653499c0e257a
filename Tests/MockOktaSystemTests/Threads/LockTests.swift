import MockOktaSystem
import Testing

struct LockTests {
    private final class Shared: Sendable {
        let count = Lock(0)
    }

    @Test func `no increment of several threads is lost`() throws {
        let shared = Shared()
        let threads = try (0..<4).map { number in
            try Thread("count \(number)") {
                for _ in 0..<10_000 { shared.count.withLock { $0 += 1 } }
            }
        }
        for thread in threads { thread.join() }
        #expect(shared.count.withLock { $0 } == 40_000)
    }

    @Test func `an error of the body leaves the lock open`() {
        struct Failure: Error {}
        let shared = Shared()
        #expect(throws: Failure.self) {
            try shared.count.withLock { (_: inout sending Int) throws(Failure) in throw Failure() }
        }
        shared.count.withLock { $0 = 2 }
        #expect(shared.count.withLock { $0 } == 2)
    }
}
