import MockOktaHTTP
import MockOktaSystem
import Synchronization

/// All that other threads see of an event loop: messages for it, and how many connections it has.
///
/// It also owns the loop's descriptors, so that what can fail fails before the thread begins.
final class Mailbox: Sendable {
    enum Message: Sendable {
        /// A new socket, already non-blocking.
        case adopt(descriptor: Int32, peer: String, isSecure: Bool)
        /// A connection of another loop.
        case moved(ConnectionHandOff)
        /// A feed has something to say.
        case signalled(ConnectionID)
        /// A worker has answered.
        case answered(ConnectionID, Reply)
        case drain(until: MonotonicTime)
        /// Nobody sends connections any more.
        case end
    }

    let poller: Poller
    /// Its loop does heavy requests itself.
    let isHeavy: Bool
    private let wakeUp: Waker
    private let messages = Lock<[Message]>([])
    /// Raised by the acceptor when it hands over a socket, lowered by the loop when it closes one.
    private let connections = Atomic<Int>(0)
    /// Heavy requests that wait for the loop, the one it is doing included.
    private let errands = Atomic<Int>(0)

    static let token = UInt64.max

    init(isHeavy: Bool) throws(SystemError) {
        self.isHeavy = isHeavy
        poller = try Poller()
        wakeUp = try Waker()
        try poller.add(wakeUp.number, token: Mailbox.token, .signals)
    }

    var connectionCount: Int { connections.load(ordering: .relaxed) }

    func countConnection(_ difference: Int) {
        connections.add(difference, ordering: .relaxed)
    }

    var errandCount: Int { errands.load(ordering: .relaxed) }

    func countErrand(_ difference: Int) {
        errands.add(difference, ordering: .relaxed)
    }

    /// Wakes the loop only when the box was empty: else it has been woken already.
    func post(_ message: Message) {
        let wasEmpty = messages.withLock { messages in
            messages.append(message)
            return messages.count == 1
        }
        if wasEmpty { wakeUp.signal() }
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
