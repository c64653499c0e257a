import MockOktaHTTP
package import MockOktaSystem
import Synchronization

/// All that other threads see of an event loop: messages for it, and how much it has to do.
///
/// It also owns the loop's event queue, so that what can fail fails before the thread begins.
package final class Mailbox: Sendable {
    enum Message: Sendable {
        /// A new socket, already non-blocking.
        case adopt(descriptor: Int32, peer: String, isSecure: Bool)
        /// A connection of another loop.
        case moved(ConnectionHandOff)
        /// A feed or a long poll has something to say.
        case signalled(ConnectionID)
        /// A worker has answered.
        case answered(ConnectionID, Reply)
        case drain(until: MonotonicTime)
        /// No other loop sends connections any more.
        case end
    }

    let queue: any EventQueue
    /// Its loop does heavy requests itself.
    package let isHeavy: Bool
    private let messages = Lock<[Message]>([])
    /// Raised by the acceptor when it hands over a socket, lowered by the loop when it closes one.
    private let connections = Atomic<Int>(0)
    /// Heavy requests that wait for the loop, the one it is doing included.
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

    /// Wakes the loop only when the box was empty: else it has been woken already.
    func post(_ message: Message) {
        let wasEmpty = messages.withLock { messages in
            messages.append(message)
            return messages.count == 1
        }
        if wasEmpty { queue.wake() }
    }

    /// Empties the box: the next message wakes again.
    func take() -> [Message] {
        messages.withLock { messages in
            let taken = messages
            messages = []
            return taken
        }
    }
}
