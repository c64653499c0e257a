package import MockOktaFormats

/// A kind of proof in an Identity Engine org: what its APIs show in place of factors (Okta, "Authenticators API").
package struct Authenticator: Hashable, Sendable {
    package struct Method: Hashable, Sendable {
        package let name: String
        /// The factor behind it; nil for the password.
        package let kind: Factor.Kind?
    }

    package let key: String
    package let type: String
    package let displayName: String
    package let methods: [Method]

    package static let password = Authenticator("okta_password", "password", "Password", [("password", nil)])
    package static let email = Authenticator("okta_email", "email", "Email", [("email", .email)])
    package static let phone = Authenticator("phone_number", "phone", "Phone", [("sms", .sms), ("voice", .call)])
    package static let question = Authenticator(
        "security_question",
        "security_question",
        "Security Question",
        [("security_question", .question)]
    )
    package static let soft = Authenticator("google_otp", "app", "Google Authenticator", [("otp", .totp)])
    package static let push = Authenticator("okta_verify", "app", "Okta Verify", [("push", .push)])

    /// Those besides the password, in the order of lists.
    package static let factors = [email, phone, question, soft, push]

    private init(_ key: String, _ type: String, _ displayName: String, _ methods: [(String, Factor.Kind?)]) {
        self.key = key
        self.type = type
        self.displayName = displayName
        self.methods = methods.map { Method(name: $0.0, kind: $0.1) }
    }

    /// The authenticator with other methods.
    package func with(_ methods: [(String, Factor.Kind?)]) -> Authenticator {
        Authenticator(key, type, displayName, methods)
    }

    /// The authenticator that a factor belongs to.
    package init(_ kind: Factor.Kind) {
        self = Self.factors.first { $0.methods.contains { $0.kind == kind } } ?? Self.email
    }

    /// The authenticator that the Identity Engine calls by this key; nil for none.
    init?(key: String?) {
        guard let known = ([.password] + Self.factors).first(where: { $0.key == key }) else { return nil }
        self = known
    }

    /// `aut` and 17 characters.
    package var id: String { IdentifierPrefix.authenticator.derived(from: key) }
}

extension Organization {
    /// The object that a fixture gives of an authenticator.
    package func object(of authenticator: Authenticator) -> JSONObject? {
        contents.others[.authenticators]?.first { $0["key"]?.string == authenticator.key }
    }

    /// Whether users may prove and set up a factor: its authenticator is not INACTIVE.
    package func isUsed(_ kind: Factor.Kind) -> Bool { object(of: Authenticator(kind))?["status"] != "INACTIVE" }
}
