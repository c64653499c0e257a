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

    /// The object in Okta's member order; nil once the sign-in is done, which is answered with a session token.
    var object: JSONObject? {
        guard let status = status else { return nil }
        var object: JSONObject = ["stateToken": .string(token)]
        if target != nil { object["type"] = AuthnTarget.type }
        object["expiresAt"] = .string(AuthnUser.time(context.snapshot.now + AuthnEndpoint.lifetime))
        object["status"] = .string(status)
        if case .classic(let relayState?) = transaction.request { object["relayState"] = .string(relayState) }
        if case .challenge(let challenge) = transaction.step { add(challenge, to: &object) }
        if transaction.step == .newPassword, transaction.purpose == .registration {
            object["recoveryType"] = "ACCOUNT_ACTIVATION"
        }
        // Recorded without, as the user has proved nothing yet.
        if status != "RECOVERY_CHALLENGE" { object["_embedded"] = .object(embedded) }
        object["_links"] = .object(links)
        return object
    }

    var token: String { SignInToken.state.text(key, transaction, context.snapshot) }

    private var target: AuthnTarget? { AuthnTarget(transaction, context) }

    private var isRecovery: Bool { transaction.isWithoutPassword }

    private var user: User? { transaction.userID.flatMap(context.organization.user) }

    private var status: String? {
        switch transaction.step {
        case .identify, .password: "UNAUTHENTICATED"
        case .chooseFactor: isRecovery ? "RECOVERY" : "MFA_REQUIRED"
        case .challenge where transaction.asksRecoveryQuestion: "RECOVERY"
        case .challenge: isRecovery ? "RECOVERY_CHALLENGE" : "MFA_CHALLENGE"
        case .chooseEnrollment: "MFA_ENROLL"
        case .enrollment: "MFA_ENROLL_ACTIVATE"
        case .newPassword: isRecovery ? "PASSWORD_RESET" : "PASSWORD_EXPIRED"
        case .passwordWarning: "PASSWORD_WARN"
        case .unlocked: "SUCCESS"
        case .done, .refused, .profile, .consent, .keepMeSignedIn: nil
        }
    }

    private func add(_ challenge: FactorChallenge, to object: inout JSONObject) {
        if isRecovery {
            if !transaction.asksRecoveryQuestion {
                object["factorType"] = .string(AuthnFactor.recoveryType(challenge.factor.kind))
            }
            object["recoveryType"] = transaction.purpose == .unlock ? "UNLOCK" : "PASSWORD"
            return
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
            if transaction.asksRecoveryQuestion, let challenge = transaction.challenge {
                object["recovery_question"] = ["question": .string(FactorProfile.question(of: challenge.factor))]
            }
            embedded["user"] = .object(object)
        }
        switch transaction.step {
        case .chooseFactor:
            let factors = machine.candidates(transaction)
            embedded["factors"] = .array(factors.map { .object(AuthnFactor.offered($0, context)) })
            embedded["policy"] = Self.policy
        case .challenge where transaction.asksRecoveryQuestion: break
        case .challenge(let challenge):
            embedded["factor"] = .object(AuthnFactor.object(challenge.factor))
            embedded["policy"] = Self.policy
        case .chooseEnrollment:
            guard let user else { break }
            let required = SignInPolicy(context.organization, for: user, at: transaction.clientID).enrollment.required
            let factors = machine.enrollable(transaction).map {
                AuthnFactor.enrollable($0, of: user.id, isRequired: required.contains($0), context)
            }
            embedded["factors"] = .array(factors.map { .object($0) })
        case .enrollment(let enrollment):
            let factor = enrollment.challenge.factor
            let token = SignInToken.qrCode.text(key, transaction, context.snapshot)
            let path = AuthnQRCodeEndpoint.path(of: factor, user, token)
            embedded["factor"] = .object(AuthnFactor.pending(factor, qrCode: context.snapshot.urls.front + path))
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
        target?.embed(in: &embedded)
        return embedded
    }

    private static let policy: JSON = [
        "allowRememberDevice": false, "rememberDeviceLifetimeInMinutes": 0, "rememberDeviceByDefault": false,
        "factorsPolicyInfo": [:],
    ]

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
        links["next"] = next
        // Documented without `cancel`.
        guard !transaction.asksPassword else { return links }
        if machine.canSkip(transaction) { links["skip"] = AuthnFactor.link("/skip", "skip", context) }
        links["cancel"] = AuthnFactor.link("/cancel", nil, context)
        guard let challenge = transaction.challenge, !transaction.asksRecoveryQuestion else { return links }
        if !isRecovery { links["prev"] = AuthnFactor.link("/previous", nil, context) }
        let kind = challenge.factor.kind
        if kind.isSent || kind == .push {
            let resend = AuthnFactor.link(path(of: challenge) + "/resend", AuthnFactor.shortName(kind), context)
            links["resend"] = isRecovery ? resend : [resend]
        }
        return links
    }

    private var next: JSON? {
        switch transaction.step {
        case .identify, .password: AuthnFactor.link("", "authenticate", context)
        case .challenge where transaction.asksRecoveryQuestion: AuthnFactor.link("/recovery/answer", "answer", context)
        case .challenge(let challenge):
            AuthnFactor.link(
                isRecovery ? path(of: challenge) + "/verify" : path(of: challenge),
                challenge.factor.kind == .push ? "poll" : "verify",
                context
            )
        case .enrollment(let enrollment):
            AuthnFactor.link(path(of: enrollment.challenge) + "/activate", "activate", context)
        case .newPassword where isRecovery:
            AuthnFactor.link("/credentials/reset_password", "resetPassword", context)
        case .newPassword, .passwordWarning:
            AuthnFactor.link("/credentials/change_password", "changePassword", context)
        default: nil
        }
    }

    /// Where the operations of a challenge are.
    private func path(of challenge: FactorChallenge) -> String {
        let factor = challenge.factor
        if isRecovery { return "/recovery/factors/\(AuthnFactor.recoveryType(factor.kind))" }
        if case .enrollment = transaction.step { return "/factors/\(factor.id)/lifecycle" }
        return "/factors/\(factor.id)/verify"
    }
}

extension SignInTransaction {
    /// Whether the user has proved nothing yet: UNAUTHENTICATED.
    var asksPassword: Bool { step == .identify || step == .password }

    /// Whether the recovery question is asked, after the proof that the user got a message.
    var asksRecoveryQuestion: Bool { isWithoutPassword && challenge?.factor.kind == .question }

    /// Whether something else than the password is the first proof: a message, or the link of an email.
    ///
    /// With the new password it goes on as a sign-in.
    fileprivate var isWithoutPassword: Bool { purpose != .signIn && password == .unproved }
}
