import Glibc
import MockOktaSystem
import Testing

/// Both implementations behave alike; an event that is due is there when it is waited for, so that no wait lasts.
struct EventQueueTests {
    private static let atOnce: Int32 = 10_000

    /// Two connected sockets.
    private final class Pair {
        let near: Int32
        private(set) var far: Int32

        init() {
            var ends: [Int32] = [-1, -1]
            let type = SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
            unsafe socketpair(AF_UNIX, Int32(type), 0, &ends)
            (near, far) = (ends[0], ends[1])
        }

        deinit {
            close(near)
            closeFar()
        }

        func closeFar() {
            if far >= 0 { close(far) }
            far = -1
        }

        func speak() {
            var byte: UInt8 = 1
            _ = unsafe write(far, &byte, 1)
        }
    }

    private func events(_ queue: any EventQueue, _ milliseconds: Int32? = atOnce) -> ReadyEvents {
        var events = ReadyEvents()
        queue.wait(milliseconds: milliseconds, into: &events)
        return events
    }

    @Test(arguments: EventQueueKind.allCases)
    func `what has come is reported until it is read, with its token`(kind: EventQueueKind) throws {
        let (queue, pair) = (try kind.open(), Pair())
        try queue.add(pair.near, token: 7, .reading)
        #expect(events(queue, 0).events.isEmpty)
        pair.speak()
        for _ in 0..<2 { #expect(events(queue).events.map(\.token) == [7]) }
        #expect(events(queue).events[0].isReadable)
        #expect(!events(queue).events[0].isBroken)
    }

    @Test(arguments: EventQueueKind.allCases)
    func `only what is watched for is reported`(kind: EventQueueKind) throws {
        let (queue, pair) = (try kind.open(), Pair())
        pair.speak()
        try queue.add(pair.near, token: 7, [])
        #expect(events(queue, 0).events.isEmpty)
        try queue.change(pair.near, token: 8, .writing)
        #expect(events(queue).events == [.init(token: 8, isReadable: false, isBroken: false)])
        try queue.change(pair.near, token: 9, [.reading, .writing])
        #expect(events(queue).events == [.init(token: 9, isReadable: true, isBroken: false)])
        try queue.remove(pair.near)
        #expect(events(queue, 0).events.isEmpty)
    }

    @Test(arguments: EventQueueKind.allCases)
    func `the rest is still watched when one is removed`(kind: EventQueueKind) throws {
        let queue = try kind.open()
        let pairs = (0..<4).map { _ in Pair() }
        for (token, pair) in pairs.enumerated() { try queue.add(pair.near, token: UInt64(token), .reading) }
        try queue.remove(pairs[1].near)
        for pair in pairs { pair.speak() }
        #expect(Set(events(queue).events.map(\.token)) == [0, 2, 3])
        try queue.change(pairs[3].near, token: 30, .reading)
        #expect(Set(events(queue).events.map(\.token)) == [0, 2, 30])
    }

    @Test(arguments: EventQueueKind.allCases)
    func `a connection that is gone is reported whatever is watched for`(kind: EventQueueKind) throws {
        let (queue, pair) = (try kind.open(), Pair())
        try queue.add(pair.near, token: 7, [])
        pair.closeFar()
        #expect(events(queue).events.map(\.isBroken) == [true])
    }

    @Test(arguments: EventQueueKind.allCases)
    func `wake-ups end one wait, also one that begins later`(kind: EventQueueKind) throws {
        let queue = try kind.open()
        for _ in 0..<1000 { queue.wake() }
        #expect(events(queue, nil).wasWoken)
        #expect(!events(queue, 0).wasWoken)
        let thread = try Thread("waker") { queue.wake() }
        #expect(events(queue, nil).wasWoken)
        thread.join()
    }

    @Test(arguments: EventQueueKind.allCases)
    func `a descriptor is added once, and changed or removed only when it is watched`(kind: EventQueueKind) throws {
        let (queue, pair) = (try kind.open(), Pair())
        #expect(throws: SystemError.self) { try queue.change(pair.near, token: 1, .reading) }
        #expect(throws: SystemError.self) { try queue.remove(pair.near) }
        try queue.add(pair.near, token: 1, .reading)
        #expect(throws: SystemError.self) { try queue.add(pair.near, token: 2, .reading) }
    }
}
