package import MockOktaSystem
import Synchronization

/// The loops of a server by what they are for: light ones are quick at any time, heavy ones also do what takes as long
/// as a signature.
///
/// A connection begins on a light loop; its first heavy request takes it to a heavy one, where it stays for the next.
/// So a token under load costs no more than reading, signing and writing on one thread: no request and no reply is
/// handed from thread to thread, which costs a tenth of a signature each time.
package final class EventLoopGroup: Sendable {
    package let light: [Mailbox]
    package let heavy: [Mailbox]
    /// Held while a heavy loop sends a connection away, so that none is sent once the loops have been told to end.
    private let isOpen = Lock(true)
    /// Raised by the acceptor, lowered by the loop that closes; the sum over the loops would be wrong while one moves.
    private let connections = Atomic<Int>(0)

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

    /// From now on no heavy loop sends a connection away; light ones still may, as heavy ones end after them.
    func keepConnectionsWhereTheyAre() { isOpen.withLock { $0 = false } }

    /// Sends a connection from a loop to another; false when it must stay.
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

    /// The loop for a heavy request: the one that has read it, unless that is a light loop, or it has more to do while
    /// another heavy one is idle.
    package func loop(forHeavyRequestReadBy mailbox: Mailbox, isBusy: Bool) -> Mailbox {
        if mailbox.isHeavy, !isBusy { return mailbox }
        let idlest = heavy.min { ($0.heavyTaskCount, $0.connectionCount) < ($1.heavyTaskCount, $1.connectionCount) }
        guard let idlest else { return mailbox }
        return mailbox.isHeavy && idlest.heavyTaskCount > 0 ? mailbox : idlest
    }

    /// The light loop with the fewest connections.
    package var quietest: Mailbox? { light.min { $0.connectionCount < $1.connectionCount } }
}
