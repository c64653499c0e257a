import MockOktaIssuing
import MockOktaModel

/// A message that Okta would have sent to a user.
public struct SentMessage: Hashable, Sendable, Identifiable {
    /// Its number in the outbox, from 1.
    public let id: Int
    /// `email`, `sms` or `call`.
    public let kind: String
    /// The address or phone number.
    public let recipient: String
    /// The login of the user.
    public let user: String
    /// `factor`, `recovery`, `activation` or `unlock`.
    public let purpose: String
    /// The subject of an email.
    public let subject: String
    /// The text.
    public let text: String
    /// The code in the text.
    public let code: String?
    /// The URL that a click in the message opens.
    public let link: String?

    init(_ entry: Outbox.Entry) {
        id = entry.id
        kind = entry.message.kind.rawValue
        recipient = entry.message.recipient
        user = entry.message.user
        purpose = entry.message.purpose.rawValue
        subject = entry.message.subject
        text = entry.message.text
        code = entry.message.code
        link = entry.message.link
    }
}
