import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// `/idp/idx`: the Identity Engine's API of Okta's SDKs and Sign-In Widget.
///
/// Differs: device codes and external identity providers are not served here.
enum IDXEndpoint {
    /// How long a handle can be used.
    static let lifetime: TimeSpan = .hours(2)

    /// A stored sign-in that a call names.
    struct Call {
        let body: IDXBody
        let key: RecordKey
        let transaction: SignInTransaction
    }

    /// What a call asks for.
    enum Move {
        case input(SignInInput)
        /// Shows the step as it is.
        case show
    }

    /// The current step; any handle of the sign-in will do, at any time, as will the `stateToken` of a sign-in page.
    static func introspect(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        guard let body = IDXBody(context.request) else {
            return IDXAnswer.terminal(.badRequest, .badRequest, context, isIntrospection: true)
        }
        var found = try SignInToken.interaction.find(body["interactionHandle"], context)
        if found == nil { found = try SignInToken.handle.find(body["stateHandle"] ?? body["stateToken"], context) }
        if found == nil, let page = body["stateToken"] { found = try HostedSignIn.begin(page, &context) }
        guard let (key, transaction) = found, isServed(transaction) else {
            context.record.why = "the handle is unknown, has expired, or its sign-in has ended"
            return IDXAnswer.terminal(.unauthorized, .sessionExpired, context, isIntrospection: true)
        }
        context.record.clientID = transaction.clientID
        var envelope = IDXEnvelope(key: key, transaction: transaction, context: context)
        envelope.scopesToAsk = try scopesToAsk(envelope, &context)
        envelope.isRecoveryReturned = true
        if isHopeless(transaction, context) {
            context.record.why = "no rule of the authorization server allows the app the grant type interaction_code"
            return IDXSuccess.noMatchingPolicy(envelope, isIntrospection: true)
        }
        if let ended = try IDXSession.resume(envelope, &context) { return ended }
        return IDXAnswer.render(.ok, envelope.object, context, isIntrospection: true)
    }

    /// Whether no user can get a code, as the rules of the authorization server do not allow the app the grant type.
    private static func isHopeless(_ transaction: SignInTransaction, _ context: RequestContext) -> Bool {
        guard case .interaction(let request) = transaction.request,
            let client = context.organization.application(clientID: request.clientID),
            let server = context.organization.allServers.first(where: { $0.id == request.serverID })
        else { return false }
        return !PolicyEvaluation.allows(.interactionCode, to: client, at: server)
    }

    private static func isServed(_ transaction: SignInTransaction) -> Bool {
        switch transaction.request {
        case .interaction, .hosted: transaction.step != .done
        case .classic, .page, .factorsAPI, .direct: false
        }
    }

    /// Finds the sign-in of a call, applies what the call asks for, and renders the step that it leads to.
    static func handler(
        _ move: @escaping @Sendable (Call, inout RequestContext) throws(Refusal) -> Move
    ) -> Endpoint.Handler {
        { (context) throws(Refusal) in
            guard let body = IDXBody(context.request) else {
                return IDXAnswer.terminal(.badRequest, .badRequest, context)
            }
            guard let handle = body["stateHandle"] else {
                return IDXAnswer.terminal(.badRequest, .missingHandle, context)
            }
            guard let (key, transaction) = try SignInToken.handle.find(handle, context), isServed(transaction) else {
                context.record.why = "stateHandle is unknown, has expired, or its sign-in has ended"
                return IDXAnswer.terminal(.unauthorized, .sessionExpired, context)
            }
            context.record.clientID = transaction.clientID
            let call = Call(body: body, key: key, transaction: transaction)
            switch try move(call, &context) {
            case .show:
                let envelope = IDXEnvelope(key: key, transaction: transaction, context: context)
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
        var envelope = IDXEnvelope(key: call.key, transaction: outcome.transaction, context: context)
        if let refusal = outcome.refusal {
            return IDXAnswer.refused(refusal, envelope, login: call.body["identifier"])
        }
        if case .consent = outcome.transaction.step,
            case .interaction(let request) = outcome.transaction.request
        {
            if case .refused(let response) = try IDXSuccess.entitle(request, envelope, &context) { return response }
            envelope.scopesToAsk = try scopesToAsk(envelope, &context)
            if envelope.scopesToAsk.isEmpty, let further = try SignInRunner.apply(.consent(true), call.key, &context) {
                envelope = IDXEnvelope(key: call.key, transaction: further.transaction, context: context)
                if let refusal = further.refusal { return IDXAnswer.refused(refusal, envelope, login: nil) }
            }
        }
        switch envelope.transaction.step {
        case .done: return try IDXSuccess.answer(envelope, &context)
        case .unlocked: return IDXAnswer.terminal(.ok, .unlocked, context)
        default: return IDXAnswer.render(.ok, envelope.object, context)
        }
    }

    /// The scopes that a user has not consented to; none where the step does not ask for consent.
    private static func scopesToAsk(
        _ envelope: IDXEnvelope,
        _ context: inout RequestContext
    ) throws(Refusal) -> [Scope] {
        guard envelope.transaction.step == .consent,
            case .interaction(let request) = envelope.transaction.request,
            case .entitled(let entitlement) = try IDXSuccess.entitle(request, envelope, &context)
        else { return [] }
        return try IDXSuccess.consentRule(entitlement, context).scopesToAsk()
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
