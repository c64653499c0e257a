import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// A sign-in as `/api/v1/authn` shows it (Okta, "Authentication API", transaction model).
struct AuthnState {
    let key: RecordKey
    let transaction: SignInTransaction
    let context: RequestContext

    private static let base = "/api/v1/authn"

    /// The object in Okta's member order; nil once the sign-in is done, which is answered with a session token.
    var object: JSONObject? {
        guard let status = status else { return nil }
        var object: JSONObject = ["stateToken": .string(token)]
        object["expiresAt"] = .string(AuthnUser.time(context.snapshot.now + AuthnEndpoint.lifetime))
        object["status"] = .string(status)
        if case .classic(let relayState?) = transaction.request { object["relayState"] = .string(relayState) }
        if case .challenge(let challenge) = transaction.step { add(challenge, to: &object) }
        object["_embedded"] = .object(embedded)
        object["_links"] = .object(links)
        return object
    }

    private var token: String { SignInToken.state.text(key, transaction, context.snapshot) }

    private var isRecovery: Bool { transaction.purpose != .signIn }

    private var user: User? { transaction.userID.flatMap(context.organization.user) }

    private var status: String? {
        switch transaction.step {
        case .identify, .password: "UNAUTHENTICATED"
        case .chooseFactor: isRecovery ? "RECOVERY" : "MFA_REQUIRED"
        case .challenge where asksRecoveryQuestion: "RECOVERY"
        case .challenge: isRecovery ? "RECOVERY_CHALLENGE" : "MFA_CHALLENGE"
        case .chooseEnrollment: "MFA_ENROLL"
        case .enrollment: "MFA_ENROLL_ACTIVATE"
        case .newPassword: isRecovery ? "PASSWORD_RESET" : "PASSWORD_EXPIRED"
        case .passwordWarning: "PASSWORD_WARN"
        case .unlocked: "SUCCESS"
        case .done, .refused, .profile, .consent: nil
        }
    }

    /// Whether the recovery question is asked, after the proof that the user got a message.
    private var asksRecoveryQuestion: Bool { isRecovery && transaction.challenge?.factor.kind == .question }

    private func add(_ challenge: FactorChallenge, to object: inout JSONObject) {
        if isRecovery {
            if !asksRecoveryQuestion { object["factorType"] = .string(AuthnFactor.recoveryType(challenge.factor.kind)) }
            object["recoveryType"] = transaction.purpose == .unlock ? "UNLOCK" : "PASSWORD"
        }
        switch challenge.factor.kind {
        case .push: object["factorResult"] = challenge.isApproved == false ? "REJECTED" : "WAITING"
        case .sms, .call, .email: object["factorResult"] = "CHALLENGE"
        case .totp, .question: break
        }
    }

    private var embedded: JSONObject {
        var embedded: JSONObject = [:]
        if let user {
            var object = AuthnUser.object(user)
            if asksRecoveryQuestion, let challenge = transaction.challenge {
                object["recovery_question"] = ["question": .string(FactorProfile.question(of: challenge.factor))]
            }
            embedded["user"] = .object(object)
        }
        switch transaction.step {
        case .chooseFactor:
            let factors = machine.candidates(transaction)
            embedded["factors"] = .array(factors.map { .object(AuthnFactor.offered($0, context)) })
            embedded["policy"] = [
                "allowRememberDevice": false, "rememberDeviceLifetimeInMinutes": 0, "rememberDeviceByDefault": false,
                "factorsPolicyInfo": [:],
            ]
        case .challenge where asksRecoveryQuestion: break
        case .challenge(let challenge): embedded["factor"] = .object(AuthnFactor.object(challenge.factor))
        case .chooseEnrollment:
            embedded["factors"] = .array(
                machine.enrollable(transaction).map { .object(AuthnFactor.enrollable($0, context)) }
            )
        case .enrollment(let enrollment):
            embedded["factor"] = .object(AuthnFactor.pending(enrollment.challenge.factor))
        case .newPassword: embedded["policy"] = user.map { ["complexity": .object(complexity($0))] }
        case .passwordWarning:
            embedded["policy"] = user.map {
                let days = PasswordPolicy(context.organization, for: $0).daysLeft($0, at: context.snapshot.now)
                return [
                    "expiration": ["passwordExpireDays": .integer(days ?? 0)], "complexity": .object(complexity($0)),
                ]
            }
        default: break
        }
        return embedded
    }

    private var machine: SignInMachine {
        var context = context
        return SignInRunner.machine(&context)
    }

    private func complexity(_ user: User) -> JSONObject {
        let policy = PasswordPolicy(context.organization, for: user)
        return [
            "minLength": .integer(policy.minLength), "minLowerCase": .integer(policy.minLowerCase),
            "minUpperCase": .integer(policy.minUpperCase), "minNumber": .integer(policy.minNumber),
            "minSymbol": .integer(policy.minSymbol), "excludeUsername": .bool(policy.excludesUserName),
        ]
    }

    private var links: JSONObject {
        var links: JSONObject = [:]
        switch transaction.step {
        case .challenge(let challenge): links = challengeLinks(challenge)
        case .enrollment(let enrollment):
            let path = "/factors/\(enrollment.challenge.factor.id)/lifecycle/"
            links["next"] = AuthnFactor.link(path + "activate", "activate", context)
            links["prev"] = AuthnFactor.link("/previous", nil, context)
            if enrollment.challenge.factor.kind.isSent {
                let name = AuthnFactor.shortName(enrollment.challenge.factor.kind)
                links["resend"] = [AuthnFactor.link(path + "resend", name, context)]
            }
        case .newPassword:
            links["next"] =
                isRecovery
                ? AuthnFactor.link("/credentials/reset_password", "resetPassword", context)
                : AuthnFactor.link("/credentials/change_password", "changePassword", context)
        case .passwordWarning:
            links["next"] = AuthnFactor.link("/credentials/change_password", "changePassword", context)
        default: break
        }
        if machine.canSkip(transaction) { links["skip"] = AuthnFactor.link("/skip", "skip", context) }
        links["cancel"] = AuthnFactor.link("/cancel", nil, context)
        return links
    }

    private func challengeLinks(_ challenge: FactorChallenge) -> JSONObject {
        let factor = challenge.factor
        if asksRecoveryQuestion { return ["next": AuthnFactor.link("/recovery/answer", "answer", context)] }
        let type = AuthnFactor.recoveryType(factor.kind)
        let path = isRecovery ? "/recovery/factors/\(type)" : "/factors/\(factor.id)/verify"
        var links: JSONObject = [:]
        let verify = isRecovery ? path + "/verify" : path
        links["next"] = AuthnFactor.link(verify, factor.kind == .push ? "poll" : "verify", context)
        if !isRecovery { links["prev"] = AuthnFactor.link("/previous", nil, context) }
        if factor.kind.isSent || factor.kind == .push {
            links["resend"] = [AuthnFactor.link(path + "/resend", AuthnFactor.shortName(factor.kind), context)]
        }
        return links
    }
}
