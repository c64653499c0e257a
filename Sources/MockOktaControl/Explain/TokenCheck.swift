package import MockOktaFormats

/// One check of a token, with its result in words.
package struct TokenCheck: Hashable, Sendable {
    /// The checks in the order in which a resource server makes them.
    package enum Name: String, CaseIterable, Sendable {
        case form, algorithm, key, signature, issuer, audience, lifetime
        case realTime = "real_time"
        case scope, revocation, binding
    }

    package let name: Name
    /// Nil where the check could not be made.
    package let isPassed: Bool?
    package let why: String
    /// How to mend what is wrong.
    package let remedy: String?

    private init(_ name: Name, _ isPassed: Bool?, _ why: String, _ remedy: String? = nil) {
        self.name = name
        self.isPassed = isPassed
        self.why = why
        self.remedy = remedy
    }

    static func passed(_ name: Name, _ why: String) -> TokenCheck { TokenCheck(name, true, why) }

    static func failed(_ name: Name, _ why: String, remedy: String) -> TokenCheck {
        TokenCheck(name, false, why, remedy)
    }

    static func unknown(_ name: Name, _ why: String, remedy: String? = nil) -> TokenCheck {
        TokenCheck(name, nil, why, remedy)
    }

    package var json: JSON {
        var members: JSONObject = [
            "check": .string(name.rawValue), "ok": isPassed.map { .bool($0) } ?? .null, "why": .string(why),
        ]
        members["remedy"] = remedy.map { .string($0) }
        return .object(members)
    }
}

/// A token checked as a resource server checks it.
package struct TokenExplanation: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case access, id, refresh, code, unknown
    }

    package let kind: Kind
    package let checks: [TokenCheck]

    init(_ kind: Kind, _ checks: [TokenCheck]) {
        self.kind = kind
        self.checks = checks
    }

    /// Whether no check failed.
    ///
    /// The clock of this server decides: a failed `real_time` is a warning about a resource server with another clock.
    package var isValid: Bool { !checks.contains { $0.isPassed == false && $0.name != .realTime } }

    package var json: JSON {
        ["kind": .string(kind.rawValue), "valid": .bool(isValid), "checks": .array(checks.map(\.json))]
    }
}

/// What a resource server expects of a token; nil is not compared.
package struct TokenExpectation: Sendable {
    package var issuer: String?
    package var audience: String?
    package var scopes: [String] = []

    package init(issuer: String? = nil, audience: String? = nil, scopes: [String] = []) {
        self.issuer = issuer
        self.audience = audience
        self.scopes = scopes
    }

    /// The check of scopes that a token has.
    func check(scopes present: [String], of what: String) -> TokenCheck {
        let text = present.isEmpty ? "no scope" : present.joined(separator: " ")
        guard !scopes.isEmpty else {
            return .unknown(
                .scope,
                "\(what) has \(text); which scopes the API requires was not said",
                remedy: "name them: scope in the request, Scopes in the console, --scope of mock-okta explain"
            )
        }
        let missing = scopes.filter { !present.contains($0) }
        guard !missing.isEmpty else {
            return .passed(.scope, "\(what) has \(scopes.joined(separator: " "))")
        }
        return .failed(
            .scope,
            "\(what) lacks \(missing.joined(separator: " ")); it has \(text)",
            remedy: "request the scope at /authorize or /token, and allow it in the access policy rule of the client"
        )
    }
}
