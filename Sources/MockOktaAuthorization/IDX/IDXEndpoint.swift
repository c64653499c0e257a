import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// `/idp/idx`: the Identity Engine's API of Okta's SDKs and Sign-In Widget.
///
/// Differs: self-registration, consent, device codes and external identity providers are not served here.
enum IDXEndpoint {
    /// How long a handle can be used.
    static let lifetime: TimeSpan = .hours(2)

    /// A stored sign-in that a call names.
    struct Call {
        let body: IDXBody
        let key: RecordKey
        let transaction: SignInTransaction
        let request: InteractionRequest
    }

    /// What a call asks for.
    enum Move {
        case input(SignInInput)
        /// Shows the step as it is, perhaps with a further question.
        case show(IDXEnvelope.Question?)
    }

    /// The current step; any handle of the sign-in will do, at any time.
    static func introspect(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        guard let body = IDXBody(context.request) else {
            return IDXAnswer.terminal(.badRequest, .badRequest, context, isIntrospection: true)
        }
        var found = try SignInToken.interaction.find(body["interactionHandle"], context)
        if found == nil { found = try SignInToken.handle.find(body["stateHandle"] ?? body["stateToken"], context) }
        guard let (key, transaction) = found, case .interaction(let request) = transaction.request else {
            context.record.why = "the handle is unknown, has expired, or its sign-in has ended"
            return IDXAnswer.terminal(.unauthorized, .sessionExpired, context, isIntrospection: true)
        }
        context.record.clientID = request.clientID
        let envelope = IDXEnvelope(key: key, transaction: transaction, request: request, context: context)
        return IDXAnswer.render(.ok, envelope.object, context, isIntrospection: true)
    }

    static let identify = handler { (call, context) throws(Refusal) in
        let login = call.body["identifier"] ?? ""
        context.record.user = login
        guard call.transaction.purpose == .signIn, let password = call.body.credential("passcode") else {
            if call.transaction.purpose == .signIn { UsersOnDemand.create(login, &context) }
            return .input(.identify(context.organization.user(login: login)?.id))
        }
        return .input(.password(try PasswordAttempts.check(login, password, &context)))
    }

    static let challenge = handler { call, context in
        let authenticator = call.body.authenticator("id")
        if call.transaction.step == .password, authenticator == Authenticator.password.id { return .show(nil) }
        if case .identify = call.transaction.step, call.transaction.purpose == .unlock {
            return .input(.identify(context.organization.user(login: call.body["identifier"] ?? "")?.id))
        }
        let groups = Authenticator.grouped(SignInRunner.machine(&context).candidates(call.transaction))
        guard let group = groups.first(where: { $0.authenticator.id == authenticator }) else {
            return .input(.choose(factor: ""))
        }
        let method = call.body.authenticator("methodType")
        let kind = group.authenticator.methods.first { $0.name == method }?.kind
        if group.authenticator == .phone, kind == nil { return .show(.verification(.phone)) }
        let factor = group.factors.first { $0.kind == kind } ?? group.factors.first
        return .input(.choose(factor: factor?.id ?? ""))
    }

    static let answer = handler { (call, context) throws(Refusal) in
        let passcode = call.body.credential("passcode") ?? call.body.credential("totp")
        switch call.transaction.step {
        case .password:
            let user = call.transaction.userID.flatMap(context.organization.user)
            return .input(.password(try PasswordAttempts.check(user?.login ?? "", passcode ?? "", &context)))
        case .newPassword:
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
        if case .challenge = call.transaction.step { .input(.poll) } else { .show(nil) }
    }

    static let enroll = handler { call, _ in
        let id = call.body.authenticator("id")
        guard let authenticator = Authenticator.factors.first(where: { $0.id == id }) else {
            return .input(.choose(factor: ""))
        }
        if authenticator == .question { return .show(.questionEnrollment) }
        let number = call.body.authenticator("phoneNumber")
        if authenticator == .phone, number == nil { return .show(.phoneEnrollment) }
        let method = call.body.authenticator("methodType")
        let kind = (authenticator.methods.first { $0.name == method } ?? authenticator.methods.first)?.kind
        return .input(kind.map { .enroll(FactorDraft($0, target: number)) } ?? .choose(factor: ""))
    }

    static let recover = handler { _, _ in .input(.recover) }

    static let unlock = handler { _, _ in .input(.unlock) }

    static let cancel = handler { _, _ in .input(.cancel) }

    /// Finds the sign-in of a call, applies what the call asks for, and renders the step that it leads to.
    private static func handler(
        _ move: @escaping @Sendable (Call, inout RequestContext) throws(Refusal) -> Move
    ) -> Endpoint.Handler {
        { (context) throws(Refusal) in
            guard let body = IDXBody(context.request) else {
                return IDXAnswer.terminal(.badRequest, .badRequest, context)
            }
            guard let handle = body["stateHandle"] else {
                return IDXAnswer.terminal(.badRequest, .missingHandle, context)
            }
            guard let (key, transaction) = try SignInToken.handle.find(handle, context),
                case .interaction(let request) = transaction.request
            else {
                context.record.why = "stateHandle is unknown, has expired, or its sign-in has ended"
                return IDXAnswer.terminal(.unauthorized, .sessionExpired, context)
            }
            context.record.clientID = request.clientID
            let call = Call(body: body, key: key, transaction: transaction, request: request)
            switch try move(call, &context) {
            case .show(let question):
                var envelope = IDXEnvelope(key: key, transaction: transaction, request: request, context: context)
                envelope.question = question
                return IDXAnswer.render(.ok, envelope.object, context)
            case .input(let input): return try apply(input, call, &context)
            }
        }
    }

    private static func apply(
        _ input: SignInInput,
        _ call: Call,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        guard var outcome = try SignInRunner.apply(input, call.key, &context) else {
            return IDXAnswer.terminal(.unauthorized, .sessionExpired, context)
        }
        if outcome.refusal == nil, let next = next(outcome.transaction, call, &context),
            let further = try SignInRunner.apply(next, call.key, &context)
        {
            outcome = further
        }
        let envelope = IDXEnvelope(
            key: call.key,
            transaction: outcome.transaction,
            request: call.request,
            context: context
        )
        if let refusal = outcome.refusal {
            return IDXAnswer.refused(refusal, envelope, login: call.body["identifier"])
        }
        switch outcome.transaction.step {
        case .done: return try IDXSuccess.answer(envelope, &context)
        case .unlocked: return IDXAnswer.terminal(.ok, .unlocked, context)
        default: return IDXAnswer.render(.ok, envelope.object, context)
        }
    }

    /// An input that needs no choice of the user: the only factor that sends nothing, or the email of an unlock.
    private static func next(
        _ transaction: SignInTransaction,
        _ call: Call,
        _ context: inout RequestContext
    ) -> SignInInput? {
        guard transaction.step == .chooseFactor else { return nil }
        let candidates = SignInRunner.machine(&context).candidates(transaction)
        if transaction.purpose == .unlock, call.body.authenticator("id") == Authenticator.email.id {
            return candidates.first { $0.kind == .email }.map { .choose(factor: $0.id) }
        }
        guard candidates.count == 1, let only = candidates.first, [.totp, .question].contains(only.kind) else {
            return nil
        }
        return .choose(factor: only.id)
    }
}
