import MockOktaHTTP
package import MockOktaSystem
import Synchronization

/// The interface of an event loop for other threads: its messages and its load.
///
/// It also owns the loop's event queue, so that any failure to create it occurs before the thread starts.
package final class Mailbox: Sendable {
    enum Message: Sendable {
        /// A new socket, already non-blocking.
        case adopt(descriptor: Int32, peer: String, isSecure: Bool)
        /// A connection moved from another loop.
        case moved(ConnectionHandOff)
        /// A feed or a long poll has signalled.
        case signalled(ConnectionID)
        /// A worker has produced the reply.
        case answered(ConnectionID, Reply)
        /// New connections need the place of this many others, if there are still as many as `limit`.
        case makeRoom(Int, limit: Int)
        case drain(until: MonotonicTime)
        /// No other loop moves connections to this one any more.
        case end
    }

    let queue: any EventQueue
    /// Whether its loop performs heavy requests.
    package let isHeavy: Bool
    private let messages = Lock<[Message]>([])
    /// Incremented by the acceptor when it hands over a socket, decremented by the loop when it closes one.
    private let connections = Atomic<Int>(0)
    /// The number of heavy requests queued on the loop, including the one in progress.
    private let heavyTasks = Atomic<Int>(0)

    package init(isHeavy: Bool, _ kind: EventQueueKind = .epoll) throws(SystemError) {
        self.isHeavy = isHeavy
        queue = try kind.open()
    }

    package var connectionCount: Int { connections.load(ordering: .relaxed) }

    package func countConnection(_ difference: Int) {
        connections.add(difference, ordering: .relaxed)
    }

    package var heavyTaskCount: Int { heavyTasks.load(ordering: .relaxed) }

    package func countHeavyTask(_ difference: Int) {
        heavyTasks.add(difference, ordering: .relaxed)
    }

    /// Adds a message; wakes the loop only if the mailbox was empty, because otherwise it has already been woken.
    func post(_ message: Message) {
        let wasEmpty = messages.withLock { messages in
            messages.append(message)
            return messages.count == 1
        }
        if wasEmpty { queue.wake() }
    }

    /// Removes all messages; the next one wakes the loop again.
    func take() -> [Message] {
        messages.withLock { messages in
            let taken = messages
            messages = []
            return taken
        }
    }
}
