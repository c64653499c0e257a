package import MockOktaFormats
package import MockOktaIssuing
package import MockOktaModel

/// The conditions on messages of the outbox; all that are given must hold.
package struct MessageFilter: Sendable {
    /// An address or a phone number.
    package var recipient: String?
    package var kind: OutboxMessage.Kind?
    /// Only messages with a higher id.
    package var after = 0
    /// At most this many, the oldest first.
    package var limit: Int?

    package init() {}

    package func entries(of outbox: Outbox) -> [Outbox.Entry] {
        let found = outbox.entries(after: after).filter { entry in
            (recipient?.hasSameBytes(as: entry.message.recipient) ?? true)
                && (kind.map { $0 == entry.message.kind } ?? true)
        }
        return limit.map { Array(found.prefix($0)) } ?? found
    }
}

extension Outbox.Entry {
    /// The message as the control API shows it; what it does not have is left out.
    package var json: JSON {
        var object: JSONObject = [
            "id": .integer(id), "at": .string(at.text), "kind": .string(message.kind.rawValue),
            "to": .string(message.recipient), "user": .string(message.user),
            "purpose": .string(message.purpose.rawValue), "subject": .string(message.subject),
            "text": .string(message.text),
        ]
        object["code"] = message.code.map { .string($0) }
        object["link"] = message.link.map { .string($0) }
        return .object(object)
    }
}
