import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaSignIn

/// Setting factors up by the Factors API.
///
/// Differs: Okta Verify has no device here; it becomes active with the first call of `lifecycle/activate`. Security
/// keys (`webauthn`, `u2f`), hardware and custom tokens are refused.
enum UserFactorEnrollment {
    static let operations: [Operation] = [
        Operation(.post, UserFactors.path, .users, enroll),
        Operation(.put, UserFactors.itemPath, .users, change),
        Operation(.post, UserFactors.itemPath + "/lifecycle/activate", .users, activate),
        Operation(.post, UserFactors.itemPath + "/resend", .users, resend),
    ]

    @Sendable private static func enroll(_ call: inout APICall) throws(Refusal) -> APIAnswer {
        let given = try call.body()
        let source = try source(given, &call)
        let present = call
        let (user, factor) = try call.update { (organization) throws(Refusal) in
            try add(source, to: Users(present, in: organization).named(by: present), organization)
        }
        call.context.record.user = user.login
        if !factor.isActive, factor.kind.isSent { try FactorChallenges(factor, of: user, &call).begin() }
        return .object(UserFactorObject.object(factor, user, call))
    }

    /// The object of a new factor; questions are active at once, the others with the first right code.
    private static func source(_ given: JSONObject, _ call: inout APICall) throws(Refusal) -> JSONObject {
        guard let kind = given["factorType"]?.string.flatMap(Factor.Kind.init(rawValue:)) else {
            throw invalid(Factor.Kind.unsupported(given["factorType"]?.string))
        }
        try BodyCheck.check(.object(given), .object(FixtureSchema.factor), at: "")
        guard call.organization.isUsed(kind) else { throw invalid("The factor type is not active in this org") }
        let provider = given["provider"]?.string ?? (kind == .totp ? "GOOGLE" : "OKTA")
        let isActive = kind == .question || call.flag("activate", default: false)
        var source: JSONObject = [
            "id": .string(call.newID(kind.prefix(provider))), "factorType": .string(kind.rawValue),
            "provider": .string(provider), "status": isActive ? "ACTIVE" : "PENDING_ACTIVATION",
            "created": call.now, "lastUpdated": call.now,
        ]
        let profile = try profile(given["profile"]?.object ?? [:], kind)
        if !profile.isEmpty { source["profile"] = .object(profile) }
        if kind == .totp {
            source["mock"] = ["sharedSecret": .string(Base32.encode(call.context.random.bytes(20)))]
        }
        return source
    }

    private static func profile(_ given: JSONObject, _ kind: Factor.Kind) throws(Refusal) -> JSONObject {
        var profile = given
        switch kind {
        case .question:
            let question = given["question"]?.string ?? ""
            guard !question.isEmpty else { throw invalid("question: The field cannot be left blank") }
            guard let answer = given["answer"]?.string, answer.count >= SecurityQuestion.leastAnswer else {
                throw SignInRefusal.shortAnswer.answer()
            }
            if let text = SecurityQuestion.text(question) { profile["questionText"] = .string(text) }
        case .sms, .call:
            guard let number = given["phoneNumber"]?.string.flatMap(SignInMachine.phoneNumber) else {
                throw invalid("Invalid Phone Number.")
            }
            profile["phoneNumber"] = .string(number)
        case .email:
            guard given["email"] == nil || given["email"]?.string != nil else {
                throw invalid("Invalid email address.")
            }
        case .totp, .push: break
        }
        return profile
    }

    private static func invalid(_ cause: String) -> Refusal { .invalid("factorEnrollRequest", [cause]) }

    /// The org with one more factor, which replaces one of the same kind that never became active.
    private static func add(
        _ source: JSONObject,
        to user: User,
        _ organization: Organization
    ) throws(Refusal) -> (Organization, (User, Factor)) {
        guard let factor = Factor(source, of: user.id, email: user.attribute("email")?.string) else {
            throw invalid("factorType: The factor type is not supported")
        }
        func isSame(_ other: Factor) -> Bool { other.kind == factor.kind && other.provider == factor.provider }
        guard !user.activeFactors.contains(where: isSame) else {
            throw invalid("A factor of this type is already set up.")
        }
        // The object with the address that the user's profile gives.
        var complete = source
        if !factor.profile.isEmpty { complete["profile"] = .object(factor.profile) }
        let changed = user.removing(factors: isSame).adding(factor: complete)
        return (organization.changing { $0.users.set(changed) }, (changed, factor))
    }

    /// Another question or answer (recorded); other factors cannot be changed.
    @Sendable private static func change(_ call: inout APICall) throws(Refusal) -> APIAnswer {
        let profile = try profile(call.body()["profile"]?.object ?? [:], .question)
        return try update(&call) { (factor, source, now) throws(Refusal) in
            guard factor.kind == .question else { throw Refusal(.operationNotAllowed, why: "only questions change") }
            source["profile"] = .object(profile)
            source["lastUpdated"] = now
        }
    }

    @Sendable private static func activate(_ call: inout APICall) throws(Refusal) -> APIAnswer {
        let (user, factor) = try UserFactors.find(call, in: call.organization)
        call.context.record.user = user.login
        guard !factor.isActive else { throw Refusal(.operationNotAllowed, why: "the factor is active already") }
        if factor.kind != .push {
            let code = try call.optionalBody()?["passCode"]?.string ?? ""
            try FactorChallenges(factor, of: user, &call).answer(code)
        }
        return try update(&call) { (_, source, now) in
            source["status"] = "ACTIVE"
            source["lastUpdated"] = now
        }
    }

    @Sendable private static func resend(_ call: inout APICall) throws(Refusal) -> APIAnswer {
        let (user, factor) = try UserFactors.find(call, in: call.organization)
        guard factor.kind.isSent else { throw Refusal(.operationNotAllowed, why: "the factor sends nothing") }
        try FactorChallenges(factor, of: user, &call).begin()
        return .object(UserFactorObject.object(factor, user, call))
    }

    private static func update(
        _ call: inout APICall,
        _ change: (Factor, inout JSONObject, JSON) throws(Refusal) -> Void
    ) throws(Refusal) -> APIAnswer {
        let present = call
        let (user, factor) = try call.update { (organization) throws(Refusal) in
            let (user, factor) = try UserFactors.find(present, in: organization)
            var source = factor.source
            source["id"] = .string(factor.id)
            try change(factor, &source, present.now)
            let changed = user.adding(factor: source)
            return (organization.changing { $0.users.set(changed) }, (changed, changed.factor(factor.id) ?? factor))
        }
        return .object(UserFactorObject.object(factor, user, call))
    }
}
