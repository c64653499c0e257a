import MockOktaFormats
import MockOktaModel

/// Authenticators as the Identity Engine's API shows them.
extension Authenticator {
    /// The authenticators of some factors, each once, with the factors that belong to it.
    static func grouped(_ factors: [Factor]) -> [(authenticator: Authenticator, factors: [Factor])] {
        var groups: [(authenticator: Authenticator, factors: [Factor])] = []
        for factor in factors {
            let authenticator = of(factor)
            if let index = groups.firstIndex(where: { $0.authenticator == authenticator }) {
                groups[index].factors.append(factor)
            } else {
                groups.append((authenticator, [factor]))
            }
        }
        return groups
    }

    /// Okta Verify of an enrolled device: its pushes, and its codes where the fixture has the key.
    static let device = Authenticator.push.with([("push", .push), ("totp", .totp)])

    /// The authenticator that a factor belongs to: codes of the provider OKTA are those of Okta Verify.
    static func of(_ factor: Factor) -> Authenticator {
        let isDevice = factor.kind == .push || factor.kind == .totp && factor.provider == "OKTA"
        return isDevice ? device : Authenticator(factor.kind)
    }

    /// The names of the methods for which there are factors.
    func methodNames(_ factors: [Factor]) -> [String] {
        methods.filter { method in factors.contains { $0.kind == method.kind } }.map(\.name)
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
        var object = object(leading, methods: methodNames(factors))
        object["id"] = .string(Self.enrollmentID(factor))
        return object
    }

    /// The factor's id with the prefix that recordings of this API have; those of the Factors API differ.
    private static func enrollmentID(_ factor: Factor) -> String {
        let prefixes: [(IdentifierPrefix, IdentifierPrefix)] = [
            (.emailFactor, .emailEnrollment), (.questionFactor, .questionEnrollment), (.pushFactor, .pushEnrollment),
        ]
        let prefix = prefixes.first { factor.id.hasPrefix($0.0.rawValue) }
        return prefix.map { $0.1.rawValue + factor.id.dropFirst($0.0.rawValue.count) } ?? factor.id
    }

    private static func profile(_ factor: Factor) -> JSONObject? {
        switch factor.kind {
        case .email, .sms, .call: FactorProfile.shown(factor)
        case .question:
            [
                "questionKey": factor.profile["question"] ?? "",
                "question": .string(FactorProfile.question(of: factor)),
            ]
        case .push: ["deviceName": factor.profile["name"] ?? ""]
        case .totp: nil
        }
    }
}
