import CMockOktaLinux
import Glibc

/// An event queue based on level-triggered epoll(7), with an eventfd(2) for wake-ups.
package final class EpollQueue: EventQueue {
    /// The maximum number of events per `wait`; the next call reports the others.
    static let capacity = 256
    private static let wakeToken = UInt64.max

    private let descriptor: FileDescriptor
    /// Watched edge-triggered: each `wake` is one event, and the counter need not be read.
    private let wakeUp: FileDescriptor

    package init() throws(SystemError) {
        let number = epoll_create1(Int32(EPOLL_CLOEXEC))
        if number < 0 { throw SystemError("epoll_create1") }
        descriptor = FileDescriptor(number)
        let event = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        if event < 0 { throw SystemError("eventfd") }
        wakeUp = FileDescriptor(event)
        try control(EPOLL_CTL_ADD, event, EpollQueue.wakeToken, EPOLLIN.rawValue | EPOLLET.rawValue)
    }

    package func add(_ number: Int32, token: UInt64, _ interest: Interest) throws(SystemError) {
        try control(EPOLL_CTL_ADD, number, token, EpollQueue.bits(interest))
    }

    package func change(_ number: Int32, token: UInt64, _ interest: Interest) throws(SystemError) {
        try control(EPOLL_CTL_MOD, number, token, EpollQueue.bits(interest))
    }

    package func remove(_ number: Int32) throws(SystemError) { try control(EPOLL_CTL_DEL, number, 0, 0) }

    package func wake() {
        var one: UInt64 = 1
        _ = unsafe write(wakeUp.number, &one, 8)
    }

    /// An interrupted wait returns without events.
    package func wait(milliseconds: Int32?, into events: inout ReadyEvents) {
        events.clear()
        unsafe withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: EpollQueue.capacity) { slots in
            let room = Int32(EpollQueue.capacity)
            let count = unsafe epoll_wait(descriptor.number, slots.baseAddress, room, milliseconds ?? -1)
            for index in 0..<Int(max(0, count)) {
                let (token, bits) = unsafe (slots[index].data.u64, slots[index].events)
                if token == EpollQueue.wakeToken {
                    events.wasWoken = true
                } else {
                    let isBroken = bits & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0
                    let isReadable = bits & EPOLLIN.rawValue != 0
                    events.events.append(.init(token: token, isReadable: isReadable, isBroken: isBroken))
                }
            }
        }
    }

    private func control(_ verb: Int32, _ number: Int32, _ token: UInt64, _ bits: UInt32) throws(SystemError) {
        var event = unsafe epoll_event()
        unsafe event.events = bits
        unsafe event.data.u64 = token
        if unsafe epoll_ctl(descriptor.number, verb, number, &event) < 0 { throw SystemError("epoll_ctl") }
    }

    private static func bits(_ interest: Interest) -> UInt32 {
        (interest.contains(.reading) ? EPOLLIN.rawValue : 0) | (interest.contains(.writing) ? EPOLLOUT.rawValue : 0)
    }
}
