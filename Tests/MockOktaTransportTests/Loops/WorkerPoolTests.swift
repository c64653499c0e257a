import MockOktaHTTP
import MockOktaSystem
import MockOktaTestSupport
import MockOktaTransport
import Testing

struct WorkerPoolTests {
    private final class Record: Sendable {
        let numbers = Lock<[Int]>([])
    }

    @Test func `jobs that have not begun when the pool is stopped are not begun any more`() throws {
        let (pool, mailbox, record) = (WorkerPool(), try Mailbox(isHeavy: false), Record())
        let (entered, gate) = (Gate(), Gate())
        for number in 0..<3 {
            pool.submit(
                {
                    if number == 0 {
                        entered.open()
                        gate.pass()
                    }
                    record.numbers.withLock { $0.append(number) }
                    return .complete(HTTPResponse(.ok))
                },
                of: ConnectionID(descriptor: 1, generation: 1),
                to: mailbox
            )
        }
        let worker = try Thread("worker") { pool.run() }
        entered.pass()
        pool.stop()
        gate.open()
        worker.join()
        #expect(record.numbers.withLock { $0 } == [0])
    }
}
