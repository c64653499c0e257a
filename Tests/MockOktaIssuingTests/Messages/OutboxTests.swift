import Glibc
import MockOktaIssuing
import MockOktaModel
import MockOktaSystem
import MockOktaTestSupport
import Testing

/// Messages that are sent while others read the store.
@Suite struct OutboxTests {
    private static func message(_ recipient: String) -> OutboxMessage {
        OutboxMessage(.email, to: recipient, user: "u", .recovery, subject: "s", text: "t", code: nil)
    }

    /// Sends a message; a failure shows by its absence.
    private static func send(_ recipient: String, to outbox: Outbox) {
        try? outbox.append(message(recipient), at: TestDouble.start)
    }

    private static func outbox(_ stores: OutsideStores) -> Outbox { Outbox(Outbox.Archive(stores.engine(of: "main"))) }

    private static func recipients(_ outbox: Outbox) -> [String] { outbox.entries().map(\.message.recipient) }

    @Test(arguments: [StoreKind.sqlite, .redis])
    func `a message that is sent while the store is read stays`(kind: StoreKind) throws {
        let stores = OutsideStores(kind: kind)
        let outbox = Self.outbox(stores)
        Self.send("a", to: outbox)
        stores.after(next: "outbox") { Self.send("b", to: outbox) }
        try outbox.load()
        #expect(Self.recipients(outbox) == ["a", "b"])
        Self.send("c", to: outbox)
        try outbox.load()
        #expect(Self.recipients(outbox) == ["a", "b", "c"])
        #expect(outbox.entries().map(\.id) == [1, 2, 3])
    }

    @Test func `a message that is read before its sender goes on is there once`() {
        let stores = OutsideStores(kind: .redis)
        let outbox = Self.outbox(stores)
        stores.after(next: "outbox") { try? outbox.load() }
        Self.send("a", to: outbox)
        #expect(Self.recipients(outbox) == ["a"])
    }

    @Test func `messages are in the order of their ids, also where a sender was overtaken`() {
        let stores = OutsideStores(kind: .redis)
        let outbox = Self.outbox(stores)
        stores.after(next: "outboxNumbers") { Self.send("b", to: outbox) }
        Self.send("a", to: outbox)
        #expect(Self.recipients(outbox) == ["a", "b"])
        #expect(outbox.entries(after: 1).map(\.message.recipient) == ["b"])
    }

    @Test func `an older read does not replace a newer one`() throws {
        let stores = OutsideStores(kind: .redis)
        let (outbox, other) = (Self.outbox(stores), Self.outbox(stores))
        let (readers, started) = (Readers(), Gate())
        stores.after(next: "outbox") {
            Self.send("a", to: other)
            let isRunning = readers.start {
                started.open()
                try? outbox.load()
            }
            if isRunning { started.pass() }
            // Time for the reader to do what it must not: to go on before this read has.
            for _ in 0..<10_000 where Self.recipients(outbox).isEmpty { sched_yield() }
        }
        try outbox.load()
        readers.join()
        #expect(Self.recipients(outbox) == ["a"])
    }

    @Test func `a store that is not shared is read once`() throws {
        let (stores, shared) = (OutsideStores(), OutsideStores(kind: .redis))
        for stores in [stores, shared] { Self.send("a", to: Self.outbox(stores)) }
        let (outbox, other) = (Self.outbox(stores), Self.outbox(shared))
        try outbox.load()
        try other.load()
        #expect(Self.recipients(outbox) == ["a"])
        stores.operationsLeft = 0
        shared.operationsLeft = 0
        try outbox.load()
        #expect(Self.recipients(outbox) == ["a"])
        #expect(throws: Refusal(StoreFailure(OutsideStores.text))) { try other.load() }
        #expect(Self.recipients(other) == ["a"])
    }

    @Test func `what the store has lost, or another process has removed, is gone`() throws {
        let stores = OutsideStores(kind: .redis)
        let (outbox, other) = (Self.outbox(stores), Self.outbox(stores))
        for recipient in ["a", "b"] { Self.send(recipient, to: outbox) }
        try other.load()
        try other.removeAll()
        try outbox.load()
        #expect(Self.recipients(outbox) == [])
        Self.send("c", to: outbox)
        #expect(outbox.entries().map(\.id) == [3])
        try stores.remove(tenant: "main")
        Self.send("d", to: outbox)
        try outbox.load()
        #expect(Self.recipients(outbox) == ["d"])
        #expect(outbox.entries().map(\.id) == [1])
    }

    @Test func `who waits is told of a message whose number was known before it`() throws {
        let stores = OutsideStores(kind: .redis)
        let (outbox, other) = (Self.outbox(stores), Self.outbox(stores))
        let signals = Signals()
        _ = outbox.listeners.add { signals.note() }
        stores.after(next: "outboxNumbers") { try? outbox.load() }
        Self.send("a", to: other)
        #expect(signals.count == 0)
        try outbox.load()
        #expect(signals.count == 1)
        try outbox.load()
        #expect(signals.count == 1)
    }

    private final class Readers: Sendable {
        private let threads = Lock<[Thread]>([])

        func start(_ body: @escaping @Sendable () -> Void) -> Bool {
            guard let thread = try? Thread("reader", body) else {
                Issue.record("no thread can be created")
                return false
            }
            threads.withLock { $0.append(thread) }
            return true
        }

        func join() { for thread in threads.withLock({ $0 }) { thread.join() } }
    }

    private final class Signals: Sendable {
        private let number = Lock(0)

        func note() { number.withLock { $0 += 1 } }

        var count: Int { number.withLock { $0 } }
    }
}
