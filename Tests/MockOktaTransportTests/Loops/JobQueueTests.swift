import MockOktaTransport
import Testing

struct JobQueueTests {
    private typealias Queue = JobQueue<Int, String>

    /// The job that a worker does next, or what it does else.
    private func next(_ worker: String, _ queue: inout Queue) -> String {
        switch queue.next(for: worker) {
        case .work(let job): "\(job)"
        case .wait: "wait"
        case .end: "end"
        }
    }

    @Test func `of the workers that wait, the one that has worked last is chosen`() {
        var queue = Queue()
        for worker in ["a", "b", "c"] { #expect(next(worker, &queue) == "wait") }
        #expect(queue.add(1) == "c")
        #expect(queue.add(2) == "b")
        #expect(next("c", &queue) == "wait")
        #expect(queue.add(3) == "c")
        #expect(queue.add(4) == "a")
    }

    @Test func `jobs that find all workers busy are done in their order`() {
        var queue = Queue()
        for job in 1...3 { #expect(queue.add(job) == nil) }
        #expect(next("a", &queue) == "1")
        #expect(next("b", &queue) == "2")
        #expect(next("a", &queue) == "3")
        #expect(next("a", &queue) == "wait")
    }

    @Test func `a stop drops what has not begun and ends every worker`() {
        var queue = Queue()
        #expect(next("a", &queue) == "wait")
        #expect(next("b", &queue) == "wait")
        #expect(queue.add(1) == "b")
        #expect(queue.stop() == ["a"])
        #expect(next("b", &queue) == "end")
        #expect(queue.stop() == [])

        var full = Queue()
        #expect(full.add(1) == nil)
        #expect(full.stop() == [])
        #expect(next("a", &full) == "end")
    }
}
