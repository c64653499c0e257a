import MockOktaFormats
import MockOktaModel
import MockOktaSignIn

/// Factors as the Factors API shows them, in the member order of recordings.
enum UserFactorObject {
    static func object(_ factor: Factor, _ user: User, _ call: APICall) -> JSONObject {
        let source = factor.source
        var object: JSONObject = [
            "id": .string(factor.id), "factorType": .string(factor.kind.rawValue),
            "provider": .string(factor.provider), "vendorName": .string(factor.provider),
            "status": source["status"] ?? "ACTIVE", "created": source["created"] ?? .fixtureInstant,
            "lastUpdated": source["lastUpdated"] ?? source["created"] ?? .fixtureInstant,
            "profile": .object(profile(factor)), "_links": .object(links(factor, user, call).inHashMapOrder),
        ]
        if !factor.isActive, let activation = activation(factor) { object["_embedded"] = ["activation": activation] }
        return object
    }

    /// Answers to questions are never shown.
    private static func profile(_ factor: Factor) -> JSONObject {
        var profile = factor.profile
        profile["answer"] = nil
        guard factor.kind == .question else { return profile }
        let key = profile["question"]?.string ?? ""
        profile["questionText"] = profile["questionText"] ?? SecurityQuestion.text(key).map { .string($0) }
        return profile
    }

    /// Only while an authenticator app is being set up its key is shown.
    private static func activation(_ factor: Factor) -> JSON? {
        guard factor.kind == .totp else { return nil }
        return [
            "timeStep": 30, "sharedSecret": .string(Base32.encode(factor.secret)), "encoding": "base32",
            "keyLength": 6,
        ]
    }

    private static func links(_ factor: Factor, _ user: User, _ call: APICall) -> JSONObject {
        let userPath = "\(Users.path)/\(user.id.rawValue)"
        let path = "\(userPath)/factors/\(factor.id)"
        var links: JSONObject = ["user": .link(call.href(userPath), "GET")]
        guard factor.isActive else {
            links["self"] = .link(call.href(path), "GET")
            links["activate"] = .link(call.href(path + "/lifecycle/activate"), "POST")
            guard factor.kind.isSent else { return links }
            let resend: JSON = [
                "name": .string(factor.kind.rawValue), "href": call.href(path + "/resend"),
                "hints": ["allow": ["POST"]],
            ]
            links["resend"] = [resend]
            return links
        }
        links["self"] = .link(call.href(path), "GET", "DELETE")
        if factor.kind == .question {
            links["questions"] = .link(call.href(userPath + "/factors/questions"), "GET")
        } else {
            links["verify"] = .link(call.href(path + "/verify"), "POST")
        }
        return links
    }

    /// The kinds of factors that users may set up, and which of them a user has.
    static func catalog(_ user: User, _ call: APICall) -> [JSONObject] {
        let path = "\(Users.path)/\(user.id.rawValue)/factors"
        let rows: [(Factor.Kind, String)] = [
            (.question, "OKTA"), (.totp, "OKTA"), (.totp, "GOOGLE"), (.sms, "OKTA"), (.call, "OKTA"),
            (.email, "OKTA"), (.push, "OKTA"),
        ]
        return rows.filter { call.organization.isUsed($0.0) }.map { kind, provider in
            var links: JSONObject = ["enroll": .link(call.href(path), "POST")]
            if kind == .question { links["questions"] = .link(call.href(path + "/questions"), "GET") }
            let own = user.factors.first { $0.kind == kind && $0.provider == provider }
            return [
                "factorType": .string(kind.rawValue), "provider": .string(provider),
                "vendorName": .string(provider), "_links": .object(links.inHashMapOrder),
                "status": own.map { $0.source["status"] ?? "ACTIVE" } ?? "NOT_SETUP", "enrollment": "OPTIONAL",
            ]
        }
    }
}
