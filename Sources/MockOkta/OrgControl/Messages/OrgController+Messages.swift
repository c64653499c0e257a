import MockOktaControl
import MockOktaEngine
import MockOktaIssuing
import MockOktaModel

/// The outbox: the messages that Okta would have sent to users.
extension OrgController {
    /// The latest messages, oldest first.
    ///
    /// - Parameters:
    ///   - recipient: an address or phone number; nil for all messages.
    ///   - id: leaves out the messages up to this ``SentMessage/id``.
    /// - Returns: the messages.
    public func messages(to recipient: String? = nil, after id: Int = 0) -> [SentMessage] {
        Self.filter(recipient, id).entries(of: reference.tenant.outbox).map(SentMessage.init)
    }

    /// The first message: one in the outbox, else the next to be sent.
    ///
    /// - Parameters:
    ///   - recipient: an address or phone number; nil for any.
    ///   - id: leaves out the messages up to this ``SentMessage/id``.
    ///   - timeout: the longest wait, in real time.
    /// - Returns: the message.
    /// - Throws: ``OrgControlError/noMessage(to:after:)``, or `CancellationError` where the task is cancelled.
    public func waitForMessage(
        to recipient: String? = nil,
        after id: Int = 0,
        timeout: Duration = .seconds(10)
    ) async throws -> SentMessage {
        let (outbox, filter) = (reference.tenant.outbox, Self.filter(recipient, id))
        let wait = Wait(
            listeners: outbox.listeners,
            present: { filter.entries(of: outbox).first.map(SentMessage.init) }
        )
        return try await wait.first(within: timeout) { .noMessage(to: recipient, after: timeout) }
    }

    /// Removes all messages from the outbox; ids continue.
    public func removeMessages() {
        reference.inMemory { () throws(Refusal) in try reference.tenant.outbox.removeAll() }
    }

    private static func filter(_ recipient: String?, _ id: Int) -> MessageFilter {
        var filter = MessageFilter()
        filter.recipient = recipient
        filter.after = id
        return filter
    }
}
