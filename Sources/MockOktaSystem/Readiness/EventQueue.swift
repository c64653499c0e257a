/// The events for which a descriptor is watched; errors and hang-ups are always reported.
package struct Interest: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// A literal, `[]`, costs a call of generic code.
    package static var none: Interest { Interest(rawValue: 0) }
    package static var reading: Interest { Interest(rawValue: 1) }
    package static var writing: Interest { Interest(rawValue: 2) }
}

/// Waits for events of many descriptors, level-triggered: every `wait` reports a ready descriptor until it is no longer
/// ready.
///
/// One thread adds, changes, removes and waits; any thread may wake it. Every `wait` returns at once while a descriptor
/// is ready for an event it is watched for, so watch for reading only while input is wanted.
package protocol EventQueue: Sendable {
    /// Watches a descriptor; each of its events carries its `token`, any number except `UInt64.max`.
    func add(_ descriptor: Int32, token: UInt64, _ interest: Interest) throws(SystemError)
    /// Replaces the events for which a descriptor is watched.
    func change(_ descriptor: Int32, token: UInt64, _ interest: Interest) throws(SystemError)
    /// Stops watching a descriptor; call it before the descriptor is closed or watched by another queue.
    func remove(_ descriptor: Int32) throws(SystemError)
    /// Waits for an event, a wake-up or the timeout (nil: none), and replaces the content of `events`.
    func wait(milliseconds: Int32?, into events: inout ReadyEvents)
    /// Makes the current `wait` return, or else the next one.
    func wake()
}

/// The implementations of `EventQueue`.
package enum EventQueueKind: CaseIterable, Sendable {
    /// epoll(7): the cost of a wait depends on the number of ready descriptors, not of watched ones. Linux only.
    case epoll
    /// poll(2): available on every POSIX system.
    case poll

    package func open() throws(SystemError) -> any EventQueue {
        switch self {
        case .epoll: try EpollQueue()
        case .poll: try PollQueue()
        }
    }
}

/// The events that one `wait` has found.
package struct ReadyEvents: Sendable {
    package struct Event: Hashable, Sendable {
        package let token: UInt64
        package let isReadable: Bool
        /// The connection is closed in both directions.
        package let isBroken: Bool

        package init(token: UInt64, isReadable: Bool, isBroken: Bool) {
            self.token = token
            self.isReadable = isReadable
            self.isBroken = isBroken
        }
    }

    package internal(set) var events: [Event] = []
    /// Another thread has called `wake`.
    package internal(set) var wasWoken = false

    package init() {
        events.reserveCapacity(EpollQueue.capacity)
    }

    mutating func clear() {
        events.removeAll(keepingCapacity: true)
        wasWoken = false
    }
}
