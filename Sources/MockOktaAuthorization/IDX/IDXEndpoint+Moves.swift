import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// The calls of `/idp/idx`: what each of them enters into the sign-in.
extension IDXEndpoint {
    /// The calls below `/idp/idx`, by their paths.
    static let calls: [(path: String, handler: Endpoint.Handler)] = [
        ("introspect", IDXEndpoint.introspect), ("identify", IDXEndpoint.identify),
        ("challenge", IDXEndpoint.challenge), ("challenge/answer", IDXEndpoint.answer),
        ("challenge/resend", IDXEndpoint.resend), ("challenge/poll", IDXEndpoint.poll),
        ("authenticators/poll", IDXEndpoint.poll), ("credential/enroll", IDXEndpoint.enroll),
        ("recover", IDXEndpoint.recover), ("unlock-account", IDXEndpoint.unlock), ("cancel", IDXEndpoint.cancel),
        ("enroll", IDXEndpoint.register), ("enroll/new", IDXEndpoint.profile),
        ("identify/select", IDXEndpoint.select), ("skip", IDXEndpoint.skip), ("consent", IDXEndpoint.consent),
        ("keep-me-signed-in", IDXEndpoint.keepMeSignedIn),
    ]

    static let identify = handler { (call, context) throws(Refusal) in
        let login = call.body["identifier"] ?? ""
        context.record.user = login
        RememberedLogin.note(login, isWanted: call.body.json["rememberMe"]?.bool, &context)
        guard call.transaction.purpose == .signIn, let password = call.body.credential("passcode") else {
            if call.transaction.purpose == .signIn { try UsersOnDemand.create(login, &context) }
            return .input(.identify(context.organization.user(login: login)?.id))
        }
        return .input(.password(try PasswordAttempts.check(login, password, &context)))
    }

    static let challenge = handler { call, context in
        let authenticator = call.body.authenticator("id")
        if call.transaction.step == .password, authenticator == Authenticator.password.id { return .show }
        if case .identify = call.transaction.step, call.transaction.purpose == .unlock {
            return .input(.identify(context.organization.user(login: call.body["identifier"] ?? "")?.id))
        }
        let groups = Authenticator.grouped(SignInRunner.machine(&context).candidates(call.transaction))
        guard let group = groups.first(where: { $0.authenticator.id == authenticator }) else {
            return .input(.choose(factor: ""))
        }
        let method = call.body.authenticator("methodType")
        let kind = group.authenticator.methods.first { $0.name == method }?.kind
        let hasMethods = group.authenticator == .phone || group.authenticator.methodNames(group.factors).count > 1
        if kind == nil, hasMethods { return .input(.chooseAuthenticator(group.authenticator)) }
        let factor = group.factors.first { $0.kind == kind } ?? group.factors.first
        return .input(.choose(factor: factor?.id ?? ""))
    }

    static let answer = handler { (call, context) throws(Refusal) in
        let passcode = call.body.credential("passcode") ?? call.body.credential("totp")
        switch call.transaction.step {
        case .password:
            let user = call.transaction.userID.flatMap(context.organization.user)
            return .input(.password(try PasswordAttempts.check(user?.login ?? "", passcode ?? "", &context)))
        case .newPassword, .passwordWarning:
            let new = passcode ?? ""
            let isReused = PasswordAttempts.isReused(new, by: call.transaction.userID, in: context.organization)
            return .input(.newPassword(new, isReused: isReused))
        case .chooseEnrollment:
            let question = call.body.credential("question") ?? call.body.credential("questionKey")
            return .input(.enroll(FactorDraft(.question, target: question, answer: call.body.credential("answer"))))
        default: return .input(.answer(passcode ?? call.body.credential("answer") ?? ""))
        }
    }

    static let resend = handler { _, _ in .input(.resend) }

    static let poll = handler { call, _ in
        switch call.transaction.step {
        case .challenge, .enrollment: .input(.poll)
        default: .show
        }
    }

    // Differs: security keys, and Okta Verify on a new device, cannot be set up: no form offers them.
    static let enroll = handler { call, _ in
        let id = call.body.authenticator("id")
        let isFirst = call.transaction.step == .newPassword && call.transaction.purpose == .registration
        if isFirst, id == Authenticator.password.id { return .input(.chooseAuthenticator(.password)) }
        guard let authenticator = Authenticator.factors.first(where: { $0.id == id }) else {
            return .input(.choose(factor: ""))
        }
        if authenticator == .question { return .input(.chooseAuthenticator(.question)) }
        let number = call.body.authenticator("phoneNumber")
        if authenticator == .phone, number == nil { return .input(.chooseAuthenticator(.phone)) }
        let method = call.body.authenticator("methodType")
        let kind = (authenticator.methods.first { $0.name == method } ?? authenticator.methods.first)?.kind
        return .input(kind.map { .enroll(FactorDraft($0, target: number)) } ?? .choose(factor: ""))
    }

    static let recover = handler { _, _ in .input(.recover) }

    static let unlock = handler { _, _ in .input(.unlock) }

    static let register = handler { _, _ in .input(.register) }

    static let profile = handler { call, context in
        let profile = call.body.json["userProfile"]?.object ?? [:]
        context.record.user = profile["login"]?.string ?? profile["email"]?.string
        return .input(.profile(profile, password: call.body.credential("passcode")))
    }

    /// Back to the form that identifies a user.
    static let select = handler { call, _ in call.transaction.step == .identify ? .show : .input(.previous) }

    static let skip = handler { _, _ in .input(.skip) }

    static let consent = handler { call, _ in .input(.consent(call.body.json["consent"]?.bool == true)) }

    static let keepMeSignedIn = handler { call, _ in
        .input(.keepMeSignedIn(call.body.json["keepMeSignedIn"]?.bool == true))
    }

    static let cancel = handler { _, _ in .input(.cancel) }
}
