/// What a descriptor is watched for; errors and hang-ups are always reported.
package struct Interest: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package static let reading = Interest(rawValue: 1)
    package static let writing = Interest(rawValue: 2)
}

/// Waits for many descriptors at once, level-triggered: what is ready is reported by every `wait` until it is used.
///
/// One thread adds, changes, removes and waits; any thread may wake it. A descriptor that is ready for what it is
/// watched for makes each `wait` return at once, so who does not want to read must not watch for reading.
package protocol EventQueue: Sendable {
    /// Watches a descriptor; its `token`, any number but `UInt64.max`, comes back with each of its events.
    func add(_ descriptor: Int32, token: UInt64, _ interest: Interest) throws(SystemError)
    /// Replaces what a watched descriptor is watched for.
    func change(_ descriptor: Int32, token: UInt64, _ interest: Interest) throws(SystemError)
    /// Stops watching a descriptor, before it is closed or another queue watches it.
    func remove(_ descriptor: Int32) throws(SystemError)
    /// Waits for an event, a wake-up or the end of the time (nil: no end), and replaces the content of `events`.
    func wait(milliseconds: Int32?, into events: inout ReadyEvents)
    /// Ends the present `wait`, or else the next one.
    func wake()
}

/// The implementations of `EventQueue`.
package enum EventQueueKind: CaseIterable, Sendable {
    /// epoll(7): the cost of a wait grows with what is ready, not with what is watched. Linux only.
    case epoll
    /// poll(2): on every POSIX system.
    case poll

    package func open() throws(SystemError) -> any EventQueue {
        switch self {
        case .epoll: try EpollQueue()
        case .poll: try PollQueue()
        }
    }
}

/// What one `wait` has found.
package struct ReadyEvents: Sendable {
    package struct Event: Hashable, Sendable {
        package let token: UInt64
        package let isReadable: Bool
        /// The connection is gone in both directions.
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
