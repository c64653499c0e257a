import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// `/api/v1/authn/recovery`: forgotten passwords and locked users (Okta, "Authentication API", recovery operations).
///
/// The link of an email is the proof that a code of a text message is; then a user who has a recovery question answers
/// it.
enum AuthnRecoveryEndpoint {
    static func password(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        try begin(.recovery, &context)
    }

    static func unlock(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        try begin(.unlock, &context)
    }

    /// Goes on where the link of a recovery email leads, or that of an administrator's reset.
    static func token(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let body = try AuthnBody(context)
        let snapshot = context.snapshot
        if let text = body["recoveryToken"],
            let user = UserToken.recovery.user(of: text, in: context.organization, snapshot)
        {
            let request = SignInRequest.classic(relayState: body["relayState"])
            var transaction = SignInTransaction(.recovery, .newPassword, request, created: snapshot.now)
            transaction.beginWithPassword(of: user, .recovery)
            let key = RecordKey(context.random.bytes(16))
            let end = snapshot.now + AuthnEndpoint.lifetime
            try snapshot.state.keep(transaction, for: key, expires: end, at: snapshot.now)
            return try AuthnEndpoint.show(key, transaction, context)
        }
        guard let (key, transaction) = try SignInToken.recovery.find(body["recoveryToken"], context) else {
            throw AuthnEndpoint.unknown
        }
        guard transaction.challenge?.factor.kind == .email else {
            return try AuthnEndpoint.show(key, transaction, context)
        }
        return try AuthnEndpoint.enter(.decide(isApproved: true), key, &context)
    }

    static func verify(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        try AuthnEndpoint.apply(&context) { body, _ in .answer(body.answer ?? "") }
    }

    /// The answer to the recovery question.
    static func answer(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        try AuthnEndpoint.apply(&context) { body, _ in .answer(body.answer ?? "") }
    }

    static func resend(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        try AuthnEndpoint.apply(&context) { _, _ in .resend }
    }

    /// An unknown user gets the answer of a known one, so that it does not tell which accounts exist.
    private static func begin(
        _ purpose: SignInTransaction.Purpose,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        let body = try AuthnBody(context)
        let login = body["username"] ?? ""
        context.record.user = login
        guard !login.isEmpty else {
            throw AuthnEndpoint.refused(.validationFailed.with("username"), "username: The field cannot be left blank")
        }
        let kind = Factor.Kind(rawValue: (body["factorType"] ?? "EMAIL").asciiLowercased) ?? .email
        let request = SignInRequest.classic(relayState: body["relayState"])
        var transaction = SignInTransaction(purpose, .identify, request, created: context.snapshot.now)
        let machine = SignInRunner.machine(&context)
        guard let user = context.organization.user(login: login), machine.allows(purpose, user) else {
            context.record.why = "no user who can recover has the login \(login)"
            return JSONAnswer.uncached(.ok, .object(pending(kind, purpose, body["relayState"])))
        }
        transaction.userID = user.id
        transaction.step = .chooseFactor
        let factor = machine.candidates(transaction).first { $0.kind == kind }
        guard let factor else { throw SignInRefusal.notOffered.answer() }
        let lifetime: TimeSpan = .hours(1)
        let (key, outcome) = try SignInRunner.begin(
            transaction,
            .choose(factor: factor.id),
            lifetime: lifetime,
            &context
        )
        guard kind == .email else { return try AuthnEndpoint.answer(outcome, key, &context) }
        return JSONAnswer.uncached(.ok, .object(pending(kind, purpose, body["relayState"])))
    }

    /// What follows happens in the user's mail; the client learns nothing of it.
    private static func pending(
        _ kind: Factor.Kind,
        _ purpose: SignInTransaction.Purpose,
        _ relayState: String?
    ) -> JSONObject {
        var object: JSONObject = ["status": "RECOVERY_CHALLENGE", "factorResult": "WAITING"]
        object["relayState"] = relayState.map { .string($0) }
        object["factorType"] = .string(AuthnFactor.recoveryType(kind))
        object["recoveryType"] = purpose == .unlock ? "UNLOCK" : "PASSWORD"
        return object
    }
}
