import CMockOktaLinux
import Glibc

/// What a descriptor is watched for; errors and hang-ups are always told.
package struct Interest: OptionSet, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    package static let reading = Interest(rawValue: EPOLLIN.rawValue)
    package static let writing = Interest(rawValue: EPOLLOUT.rawValue)
    /// Each signal of a `Waker` once, by an edge: so nobody has to reset it.
    package static let signals = Interest(rawValue: EPOLLIN.rawValue | EPOLLET.rawValue)
}

/// Readiness of sockets by level-triggered epoll.
///
/// Level-triggered means that whoever does not want to read must say so, or the loop spins; in return no event is
/// ever lost.
package struct Poller: ~Copyable, Sendable {
    private let descriptor: FileDescriptor

    package init() throws(SystemError) {
        let number = epoll_create1(Int32(EPOLL_CLOEXEC))
        if number < 0 { throw SystemError("epoll_create1") }
        descriptor = FileDescriptor(number)
    }

    /// `token` comes back with every event of the descriptor.
    package func add(_ number: Int32, token: UInt64, _ interest: Interest) throws(SystemError) {
        try control(EPOLL_CTL_ADD, number, token, interest)
    }

    package func change(_ number: Int32, token: UInt64, _ interest: Interest) throws(SystemError) {
        try control(EPOLL_CTL_MOD, number, token, interest)
    }

    package func remove(_ number: Int32) throws(SystemError) {
        try control(EPOLL_CTL_DEL, number, 0, [])
    }

    private func control(_ verb: Int32, _ number: Int32, _ token: UInt64, _ interest: Interest) throws(SystemError) {
        var event = unsafe epoll_event()
        unsafe event.events = interest.rawValue
        unsafe event.data.u64 = token
        if unsafe epoll_ctl(descriptor.number, verb, number, &event) < 0 { throw SystemError("epoll_ctl") }
    }

    /// Waits until something is ready or the milliseconds (nil: for ever) have passed.
    package func wait(milliseconds: Int32?, into events: inout PollEvents) {
        events.fill(from: descriptor.number, milliseconds ?? -1)
    }
}

/// Room for the events of one turn.
@safe package struct PollEvents {
    package struct Event {
        package let token: UInt64
        package let isReadable: Bool
        /// The connection is gone in both directions.
        package let isBroken: Bool
    }

    private var slots = unsafe [epoll_event](repeating: epoll_event(), count: 256)
    package private(set) var count = 0

    package init() {}

    package subscript(_ index: Int) -> Event {
        let slot = unsafe slots[index]
        let bits = unsafe slot.events
        return unsafe Event(
            token: slot.data.u64,
            isReadable: bits & EPOLLIN.rawValue != 0,
            isBroken: bits & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0
        )
    }

    /// An interrupted wait is a turn without events.
    fileprivate mutating func fill(from poller: Int32, _ milliseconds: Int32) {
        count = Int(max(0, unsafe epoll_wait(poller, &slots, Int32(slots.count), milliseconds)))
    }
}
