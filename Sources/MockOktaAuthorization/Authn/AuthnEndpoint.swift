import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// `/api/v1/authn`: signing in step by step (Okta, "Authentication API").
///
/// Differs: activation tokens and remembered devices are not served.
enum AuthnEndpoint {
    /// How long a sign-in may take from one step to the next.
    static let lifetime = SessionToken.lifetime

    /// Primary authentication, or the state of a sign-in that has begun.
    static func start(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let body = try AuthnBody(context)
        if body["stateToken"] != nil { return try read(body, context) }
        let login = body["username"] ?? ""
        context.record.user = login
        let verdict = try PasswordAttempts.check(login, body["password"] ?? "", &context)
        if case .refused(let why) = verdict, PasswordAttempts.shownLockout(login, in: context.organization) != nil {
            context.record.why = why
            let next = AuthnFactor.link("/recovery/unlock", "unlock", context)
            return JSONAnswer.uncached(.ok, ["status": "LOCKED_OUT", "_links": ["next": next]])
        }
        let request = SignInRequest.classic(relayState: body["relayState"])
        var transaction = SignInTransaction(.signIn, .identify, request, created: context.snapshot.now)
        transaction.options = body.options
        let (key, outcome) = try SignInRunner.begin(transaction, .password(verdict), lifetime: lifetime, &context)
        return try answer(outcome, key, &context)
    }

    static func introspect(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        try read(AuthnBody(context), context)
    }

    static func previous(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        try apply(&context) { _, _ in .previous }
    }

    /// Goes on without a new password, or without factors that are optional.
    static func skip(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        try apply(&context) { _, _ in .skip }
    }

    static func cancel(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let (key, transaction) = try find(AuthnBody(context), context)
        try context.snapshot.state.signIns.remove(key, at: context.snapshot.now)
        var object: JSONObject = [:]
        if case .classic(let relayState?) = transaction.request { object["relayState"] = .string(relayState) }
        return JSONAnswer.uncached(.ok, .object(object))
    }

    /// Sets a new password in place of one that has expired or expires soon, which must be given once more.
    static func changePassword(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        try apply(&context) { (body, transaction) throws(Refusal) in
            guard let user = transaction.userID.flatMap(body.organization.user), let expected = user.password,
                Credentials.matches(body["oldPassword"] ?? "", expected)
            else {
                throw refused(.credentialsUpdateFailed, "Old Password is not correct")
            }
            let new = body["newPassword"] ?? ""
            return .newPassword(new, isReused: PasswordAttempts.isReused(new, by: user.id, in: body.organization))
        }
    }

    /// Sets a new password after recovery.
    static func resetPassword(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        try apply(&context) { body, transaction in
            let new = body["newPassword"] ?? ""
            let isReused = PasswordAttempts.isReused(new, by: transaction.userID, in: body.organization)
            return .newPassword(new, isReused: isReused)
        }
    }

    /// Applies what a body says to the sign-in that it names.
    static func apply(
        _ context: inout RequestContext,
        _ input: (AuthnBody, SignInTransaction) throws(Refusal) -> SignInInput
    ) throws(Refusal) -> HTTPResponse {
        let body = try AuthnBody(context)
        let (key, transaction) = try find(body, context)
        guard let outcome = try SignInRunner.apply(try input(body, transaction), key, &context) else { throw unknown }
        return try answer(outcome, key, &context)
    }

    static func find(
        _ body: AuthnBody,
        _ context: RequestContext
    ) throws(Refusal) -> (RecordKey, SignInTransaction) {
        guard let found = try SignInToken.state.find(body["stateToken"], context),
            case .classic = found.1.request
        else { throw unknown }
        return found
    }

    static func read(_ body: AuthnBody, _ context: RequestContext) throws(Refusal) -> HTTPResponse {
        let (key, transaction) = try find(body, context)
        return try show(key, transaction, context)
    }

    static func show(
        _ key: RecordKey,
        _ transaction: SignInTransaction,
        _ context: RequestContext
    ) throws(Refusal) -> HTTPResponse {
        guard let object = AuthnState(key: key, transaction: transaction, context: context).object else {
            throw unknown
        }
        return JSONAnswer.uncached(.ok, .object(object))
    }

    static var unknown: Refusal {
        Refusal(.invalidToken, why: "stateToken is absent, unknown, has expired or belongs to a sign-in that has ended")
    }

    static func refused(_ error: OktaError, _ cause: String) -> Refusal {
        var error = error
        error.causes = [cause]
        return Refusal(error, why: cause)
    }

    /// Renders what an input led to.
    static func answer(
        _ outcome: SignInOutcome,
        _ key: RecordKey,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        let transaction = outcome.transaction
        if let refusal = outcome.refusal {
            let user = transaction.userID.flatMap(context.organization.user)
            throw refusal.answer(user.map { PasswordPolicy(context.organization, for: $0) })
        }
        if transaction.step == .done, let user = transaction.userID.flatMap(context.organization.user) {
            return JSONAnswer.uncached(.ok, .object(try success(user, transaction, &context)))
        }
        if transaction.step == .unlocked { return JSONAnswer.uncached(.ok, ["status": "SUCCESS"]) }
        return try show(key, transaction, context)
    }

    private static func success(
        _ user: User,
        _ transaction: SignInTransaction,
        _ context: inout RequestContext
    ) throws(Refusal) -> JSONObject {
        var object: JSONObject = [
            "expiresAt": .string(AuthnUser.time(context.snapshot.now + SessionToken.lifetime)), "status": "SUCCESS",
        ]
        if case .classic(let relayState?) = transaction.request { object["relayState"] = .string(relayState) }
        object["sessionToken"] = .string(try SessionTokens.issue(to: user, transaction.methods, &context))
        object["_embedded"] = ["user": .object(AuthnUser.object(user))]
        object["_links"] = ["cancel": AuthnFactor.link("/cancel", nil, context)]
        return object
    }
}
