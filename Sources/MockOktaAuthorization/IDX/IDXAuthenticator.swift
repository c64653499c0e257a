import MockOktaFormats
import MockOktaModel

/// An authenticator of an Identity Engine org: what the API shows in place of a factor.
struct IDXAuthenticator: Hashable {
    let key: String
    let type: String
    let displayName: String
    /// The name of each method, with the factor behind it; none for the password.
    let methods: [(name: String, kind: Factor.Kind?)]

    static let password = IDXAuthenticator("okta_password", "password", "Password", [("password", nil)])
    static let email = IDXAuthenticator("okta_email", "email", "Email", [("email", .email)])
    static let phone = IDXAuthenticator("phone_number", "phone", "Phone", [("sms", .sms), ("voice", .call)])
    static let question = IDXAuthenticator(
        "security_question",
        "security_question",
        "Security Question",
        [("security_question", .question)]
    )
    static let soft = IDXAuthenticator("google_otp", "app", "Google Authenticator", [("otp", .totp)])
    static let push = IDXAuthenticator("okta_verify", "app", "Okta Verify", [("push", .push)])

    static let factors = [email, phone, question, soft, push]

    private init(_ key: String, _ type: String, _ displayName: String, _ methods: [(String, Factor.Kind?)]) {
        self.key = key
        self.type = type
        self.displayName = displayName
        self.methods = methods.map { (name: $0.0, kind: $0.1) }
    }

    static func == (one: IDXAuthenticator, other: IDXAuthenticator) -> Bool { one.key == other.key }

    func hash(into hasher: inout Hasher) { hasher.combine(key) }

    /// The authenticator that a factor belongs to.
    init(_ kind: Factor.Kind) {
        self = Self.factors.first { $0.methods.contains { $0.kind == kind } } ?? Self.email
    }

    /// `aut` and 17 characters.
    var id: String { IdentifierPrefix.authenticator.derived(from: key) }

    /// The authenticators of some factors, each once, with the factors that belong to it.
    static func grouped(_ factors: [Factor]) -> [(authenticator: IDXAuthenticator, factors: [Factor])] {
        var groups: [(authenticator: IDXAuthenticator, factors: [Factor])] = []
        for factor in factors {
            let authenticator = IDXAuthenticator(factor.kind)
            if let index = groups.firstIndex(where: { $0.authenticator == authenticator }) {
                groups[index].factors.append(factor)
            } else {
                groups.append((authenticator, [factor]))
            }
        }
        return groups
    }

    /// The object without an enrollment; actions of the authenticator come first.
    func object(_ actions: JSONObject = [:], methods names: [String]? = nil) -> JSONObject {
        var object = actions
        object["type"] = .string(type)
        object["key"] = .string(key)
        object["id"] = .string(id)
        object["displayName"] = .string(displayName)
        object["methods"] = .array((names ?? methods.map(\.name)).map { ["type": .string($0)] })
        return object
    }

    /// The object of an enrollment: with the id and the profile of a factor.
    func enrollment(_ factors: [Factor], _ actions: JSONObject = [:]) -> JSONObject {
        guard let factor = factors.first else {
            var object = object(actions)
            object["id"] = .string(IdentifierPrefix.passwordEnrollment.derived(from: key))
            return object
        }
        var leading: JSONObject = [:]
        if let profile = Self.profile(factor) { leading["profile"] = .object(profile) }
        for member in actions.members { leading[member.key] = member.value }
        let names = methods.filter { method in factors.contains { $0.kind == method.kind } }.map(\.name)
        var object = object(leading, methods: names)
        object["id"] = .string(factor.id)
        return object
    }

    private static func profile(_ factor: Factor) -> JSONObject? {
        switch factor.kind {
        case .email, .sms, .call: FactorProfile.shown(factor)
        case .question:
            [
                "questionKey": factor.profile["question"] ?? "",
                "question": .string(FactorProfile.question(of: factor)),
            ]
        case .push: ["deviceName": factor.profile["name"] ?? "Phone"]
        case .totp: nil
        }
    }
}
