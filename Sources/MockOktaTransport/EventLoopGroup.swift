import MockOktaSystem
import Synchronization

/// The loops of a server by what they are for: light ones are quick at any time, heavy ones also do what takes as long
/// as a signature.
///
/// A connection begins on a light loop, and its first heavy request takes it along to a heavy one, where it stays for
/// the next. So a token under load costs no more than reading, signing and writing on one thread: no request and no
/// reply is handed from thread to thread, which costs a tenth of a signature each time.
final class EventLoopGroup: Sendable {
    let light: [Mailbox]
    let heavy: [Mailbox]
    /// Held while a heavy loop sends a connection away, so that none is sent once the loops have been told to end.
    private let isOpen = Lock(true)
    /// Raised by the acceptor, lowered by the loop that closes; the sum over the loops would be wrong while one moves.
    private let connections = Atomic<Int>(0)

    init(light: Int, heavy: Int) throws(SystemError) {
        self.light = try EventLoopGroup.mailboxes(light, isHeavy: false)
        self.heavy = try EventLoopGroup.mailboxes(heavy, isHeavy: true)
    }

    private static func mailboxes(_ count: Int, isHeavy: Bool) throws(SystemError) -> [Mailbox] {
        var mailboxes: [Mailbox] = []
        for _ in 0..<count { mailboxes.append(try Mailbox(isHeavy: isHeavy)) }
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

    /// Where a heavy request should be done that a loop has read: there, unless that is a light loop, or another is
    /// idle while this one has more to do.
    func placeForErrand(readBy mailbox: Mailbox, isBusy: Bool) -> Mailbox {
        if mailbox.isHeavy, !isBusy { return mailbox }
        let idlest = heavy.min { ($0.errandCount, $0.connectionCount) < ($1.errandCount, $1.connectionCount) }
        guard let idlest else { return mailbox }
        return mailbox.isHeavy && idlest.errandCount > 0 ? mailbox : idlest
    }

    var quietest: Mailbox? { light.min { $0.connectionCount < $1.connectionCount } }
}
