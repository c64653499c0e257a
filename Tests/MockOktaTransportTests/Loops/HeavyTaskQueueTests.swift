import MockOktaHTTP
import MockOktaTransport
import Testing

struct HeavyTaskQueueTests {
    private static func id(_ number: Int) -> ConnectionID { ConnectionID(descriptor: Int32(number), generation: 1) }

    private static func task(_ number: Int) -> HeavyTask {
        HeavyTask(connection: id(number)) { .done(.complete(HTTPResponse(.ok))) }
    }

    @Test func `tasks are done in their order, one at a time`() {
        var queue = HeavyTaskQueue()
        for number in 1...3 { queue.append(Self.task(number)) }
        #expect((1...4).map { _ in queue.next()?.connection } == [Self.id(1), Self.id(2), Self.id(3), nil])
    }

    @Test func `a queue is at work until a turn has gone by without a task`() {
        var queue = HeavyTaskQueue()
        #expect(!queue.isAtWork)
        queue.append(Self.task(1))
        #expect(queue.isAtWork)
        _ = queue.next()
        #expect(queue.isAtWork)
        _ = queue.next()
        #expect(!queue.isAtWork)
    }

    @Test func `it is busy for another client while a task waits or has just been done`() {
        var queue = HeavyTaskQueue()
        #expect(!queue.isBusy(besides: Self.id(1)))
        queue.append(Self.task(1))
        #expect(queue.isBusy(besides: Self.id(1)))
        _ = queue.next()
        #expect(!queue.isBusy(besides: Self.id(1)))
        #expect(queue.isBusy(besides: Self.id(2)))
        _ = queue.next()
        #expect(!queue.isBusy(besides: Self.id(2)))
    }
}
