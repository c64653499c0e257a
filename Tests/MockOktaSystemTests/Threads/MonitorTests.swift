import MockOktaSystem
import Testing

struct MonitorTests {
    private struct Queue: Sendable {
        var items: [Int] = []
        var isClosed = false

        mutating func next() -> Int?? {
            if let item = items.popLast() { return .some(item) }
            return isClosed ? .some(nil) : nil
        }
    }

    private final class Shared: Sendable {
        let queue = Monitor(Queue())
        let taken = Lock<[Int]>([])

        func work() {
            while let item = queue.wait(until: { $0.next() }) { taken.withLock { $0.append(item) } }
        }
    }

    @Test func `whatever is put in while others wait is taken out once, and all learn of the end`() throws {
        let shared = Shared()
        let threads = try (0..<3).map { number in try Thread("take \(number)") { shared.work() } }
        for item in 0..<2000 { shared.queue.change { $0.items.append(item) } }
        shared.queue.changeForAll { $0.isClosed = true }
        for thread in threads { thread.join() }
        #expect(shared.taken.withLock { $0.sorted() } == Array(0..<2000))
    }

    @Test func `nobody waits for what is there already`() {
        let monitor = Monitor(7)
        #expect(monitor.wait(until: { $0 == 7 ? "there" : nil }) == "there")
    }
}
