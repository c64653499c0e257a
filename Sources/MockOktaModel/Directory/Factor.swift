package import MockOktaFormats

/// A factor of a user besides the password (Okta's UserFactor object, "Factors API").
package struct Factor: Hashable, Sendable {
    // Differs: security keys (webauthn) and hardware tokens are not simulated; a fixture's are passed over.
    package enum Kind: String, CaseIterable, Sendable {
        case question
        case totp = "token:software:totp"
        case sms, call, email, push
    }

    package let id: String
    package let kind: Kind
    /// `OKTA` or `GOOGLE`.
    package let provider: String
    package let isActive: Bool
    package let profile: JSONObject
    /// The key of one-time passwords; empty for other kinds.
    package let secret: [UInt8]
    /// The object as in the fixture.
    package let source: JSONObject

    /// Reads a factor; nil for a kind that is not simulated.
    ///
    /// - Parameters:
    ///   - source: an element of the user's `factors`.
    ///   - user: the id of the user, from which an id is derived if the object has none.
    ///   - email: the address of an email factor that gives none.
    package init?(_ source: JSONObject, of user: UserID, email: String?) {
        guard let kind = source["factorType"]?.string.flatMap(Kind.init(rawValue:)) else { return nil }
        var profile = source["profile"]?.object ?? [:]
        if kind == .email, profile["email"] == nil { profile["email"] = email.map { .string($0) } }
        let provider = source["provider"]?.string ?? (kind == .totp ? "GOOGLE" : "OKTA")
        let names = ["email", "phoneNumber", "question", "credentialId"].compactMap { profile[$0]?.string }
        let name = ([user.rawValue, kind.rawValue, provider] + names).joined(separator: "/")
        id = source["id"]?.string ?? kind.prefix(provider).derived(from: name)
        // Okta's factor always has it, and clients read it; the id of a factor without it does not depend on it.
        if kind == .totp, profile["credentialId"] == nil { profile["credentialId"] = email.map { .string($0) } }
        if kind == .push {
            for (name, value) in [("deviceType", "SmartPhone_Android"), ("name", "Phone")] where profile[name] == nil {
                profile[name] = .string(value)
            }
        }
        self.kind = kind
        self.provider = provider
        isActive = source["status"]?.string ?? "ACTIVE" == "ACTIVE"
        self.profile = profile
        secret = (source["mock"]?["sharedSecret"]?.string).flatMap(Base32.decode) ?? []
        self.source = source
    }
}

extension Factor.Kind {
    /// Why a factor type cannot be used: the cause of the APIs' errors.
    package static func unsupported(_ name: String?) -> String {
        let present = allCases.map(\.rawValue).joined(separator: ", ")
        return "factorType: \(name ?? "none") is not supported; this double has \(present)"
    }

    /// The prefix of ids (Okta, "Factors API", examples).
    package func prefix(_ provider: String) -> IdentifierPrefix {
        switch self {
        case .question: .questionFactor
        case .totp: provider == "OKTA" ? .oktaSoftToken : .googleSoftToken
        case .sms: .smsFactor
        case .call: .callFactor
        case .email: .emailFactor
        case .push: .pushFactor
        }
    }
}

extension User {
    /// All factors that are simulated, active or not.
    package var factors: [Factor] {
        let email = attribute("email")?.string
        return (source["factors"]?.array ?? []).compactMap { row in
            row.object.flatMap { Factor($0, of: id, email: email) }
        }
    }

    package var activeFactors: [Factor] { factors.filter(\.isActive) }

    /// Whether the user has a factor besides the password: `mfaActive` of a session.
    ///
    /// In an Identity Engine org the email address is one: all recorded sessions of users with no other have true.
    package var hasFurtherFactor: Bool { attribute("email") != nil || !activeFactors.isEmpty }

    package func factor(_ id: String) -> Factor? { factors.first { $0.id.hasSameBytes(as: id) } }
}
