/// A message that Okta would send to a user.
package struct OutboxMessage: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case email, sms, call
    }

    package enum Purpose: String, Sendable {
        case factor, recovery, activation, unlock
    }

    package let kind: Kind
    package let recipient: String
    /// The login of the user.
    package let user: String
    package let purpose: Purpose
    package let subject: String
    package let text: String
    package let code: String?
    /// What a click in the message opens.
    package var link: String?

    package init(
        _ kind: Kind,
        to recipient: String,
        user: String,
        _ purpose: Purpose,
        subject: String,
        text: String,
        code: String?
    ) {
        self.kind = kind
        self.recipient = recipient
        self.user = user
        self.purpose = purpose
        self.subject = subject
        self.text = text
        self.code = code
    }
}
