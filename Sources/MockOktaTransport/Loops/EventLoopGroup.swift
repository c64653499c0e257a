package import MockOktaSystem
import Synchronization

/// The event loops of a server by purpose: light loops always respond quickly; heavy loops also perform work that takes
/// as long as a signature.
///
/// A connection starts on a light loop; its first heavy request moves it to a heavy loop, where it stays for further
/// ones. Under load a token therefore costs only reading, signing and writing on one thread: neither requests nor
/// replies are passed between threads, which would cost a tenth of a signature each time.
package final class EventLoopGroup: Sendable {
    package let light: [Mailbox]
    package let heavy: [Mailbox]
    /// Held while a heavy loop moves a connection, so that none is moved after the loops have received `end`.
    private let isOpen = Lock(true)
    /// Incremented by the acceptor, decremented by the loop that closes; the sum over the loops would be wrong while a
    /// connection moves.
    private let connections = Atomic<Int>(0)

    /// The bytes of larger requests on all loops (`HTTPLimits.requestMemory`).
    private let requestBytes = Atomic<Int>(0)

    package init(light: Int, heavy: Int, _ kind: EventQueueKind = .epoll) throws(SystemError) {
        self.light = try EventLoopGroup.mailboxes(light, isHeavy: false, kind)
        self.heavy = try EventLoopGroup.mailboxes(heavy, isHeavy: true, kind)
    }

    private static func mailboxes(
        _ count: Int,
        isHeavy: Bool,
        _ kind: EventQueueKind
    ) throws(SystemError) -> [Mailbox] {
        var mailboxes: [Mailbox] = []
        for _ in 0..<count { mailboxes.append(try Mailbox(isHeavy: isHeavy, kind)) }
        return mailboxes
    }

    var connectionCount: Int { connections.load(ordering: .relaxed) }

    func countConnection(_ difference: Int) {
        connections.add(difference, ordering: .relaxed)
    }

    /// Adds to the bytes of larger requests on all loops, and returns their sum.
    func countRequestBytes(_ difference: Int) -> Int {
        requestBytes.add(difference, ordering: .relaxed).newValue
    }

    /// Asks each loop to close this many of its connections that have no complete request, if at that time there are at
    /// least as many connections as `limit`.
    func makeRoom(_ count: Int, limit: Int) {
        guard count > 0 else { return }
        for mailbox in light + heavy { mailbox.post(.makeRoom(count, limit: limit)) }
    }

    /// Stops heavy loops from moving connections; light loops still may, because heavy loops end after them.
    func keepConnectionsWhereTheyAre() { isOpen.withLock { $0 = false } }

    /// Moves a connection from one loop to another; returns false when it must stay.
    func moving(from sender: Mailbox, _ send: () -> Void) -> Bool {
        guard sender.isHeavy else {
            send()
            return true
        }
        return isOpen.withLock { isOpen in
            if isOpen { send() }
            return isOpen
        }
    }

    /// The loop for a heavy request: the loop that has read it, unless that is a light loop, or is busy while another
    /// heavy loop is idle.
    package func loop(forHeavyRequestReadBy mailbox: Mailbox, isBusy: Bool) -> Mailbox {
        if mailbox.isHeavy, !isBusy { return mailbox }
        let idlest = heavy.min { ($0.heavyTaskCount, $0.connectionCount) < ($1.heavyTaskCount, $1.connectionCount) }
        guard let idlest else { return mailbox }
        return mailbox.isHeavy && idlest.heavyTaskCount > 0 ? mailbox : idlest
    }

    /// The light loop with the fewest connections.
    package var quietest: Mailbox? { light.min { $0.connectionCount < $1.connectionCount } }
}
