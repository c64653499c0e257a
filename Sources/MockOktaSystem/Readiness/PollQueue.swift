import Glibc

/// An event queue based on poll(2), with a socket pair for wake-ups: for systems without epoll.
package final class PollQueue: EventQueue {
    /// Index 0 is the reading end of the wake-up pair.
    private struct Watched: Sendable {
        var slots: [pollfd]
        var tokens: [UInt64]
        var indices: [Int32: Int] = [:]
    }

    private let reading: FileDescriptor
    private let writing: FileDescriptor
    private let watched: Lock<Watched>

    package init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        let type = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
        if unsafe socketpair(AF_UNIX, Int32(type), 0, &ends) != 0 { throw SystemError("socketpair") }
        reading = FileDescriptor(ends[0])
        writing = FileDescriptor(ends[1])
        let slot = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
        watched = Lock(Watched(slots: [slot], tokens: [.max]))
    }

    package func add(_ number: Int32, token: UInt64, _ interest: Interest) throws(SystemError) {
        let isNew = watched.withLock { watched in
            guard watched.indices[number] == nil else { return false }
            watched.indices[number] = watched.slots.count
            watched.slots.append(pollfd(fd: number, events: PollQueue.bits(interest), revents: 0))
            watched.tokens.append(token)
            return true
        }
        if !isNew { throw SystemError("add", code: EEXIST) }
    }

    package func change(_ number: Int32, token: UInt64, _ interest: Interest) throws(SystemError) {
        let isKnown = watched.withLock { watched in
            guard let index = watched.indices[number] else { return false }
            watched.slots[index].events = PollQueue.bits(interest)
            watched.tokens[index] = token
            return true
        }
        if !isKnown { throw SystemError("change", code: ENOENT) }
    }

    package func remove(_ number: Int32) throws(SystemError) {
        let isKnown = watched.withLock { watched in
            guard let index = watched.indices.removeValue(forKey: number) else { return false }
            let last = watched.slots.count - 1
            if index < last {
                watched.slots[index] = watched.slots[last]
                watched.tokens[index] = watched.tokens[last]
                watched.indices[watched.slots[index].fd] = index
            }
            watched.slots.removeLast()
            watched.tokens.removeLast()
            return true
        }
        if !isKnown { throw SystemError("remove", code: ENOENT) }
    }

    package func wake() {
        var byte: UInt8 = 1
        // If the socket's buffer is full, a wake-up is already pending.
        _ = unsafe send(writing.number, &byte, 1, Int32(MSG_NOSIGNAL))
    }

    package func wait(milliseconds: Int32?, into events: inout ReadyEvents) {
        events.clear()
        var slots: [pollfd]
        let tokens: [UInt64]
        (slots, tokens) = watched.withLock { ($0.slots, $0.tokens) }
        guard unsafe poll(&slots, nfds_t(slots.count), milliseconds ?? -1) > 0 else { return }
        if slots[0].revents != 0 {
            events.wasWoken = true
            emptyWakeUps()
        }
        for index in 1..<slots.count where slots[index].revents != 0 {
            let bits = Int32(slots[index].revents)
            let isBroken = bits & Int32(POLLERR | POLLHUP | POLLNVAL) != 0
            events.events.append(.init(token: tokens[index], isReadable: bits & POLLIN != 0, isBroken: isBroken))
        }
    }

    private func emptyWakeUps() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while unsafe recv(reading.number, &bytes, bytes.count, 0) > 0 {}
    }

    private static func bits(_ interest: Interest) -> Int16 {
        Int16((interest.contains(.reading) ? POLLIN : 0) | (interest.contains(.writing) ? POLLOUT : 0))
    }
}
