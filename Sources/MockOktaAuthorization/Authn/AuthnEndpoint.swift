import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// `/api/v1/authn`: signing in step by step (Okta, "Authentication API").
///
/// The `stateToken` of a sign-in page leads on with the sign-in of that page, which ends at its app.
///
/// Differs: remembered devices are not served.
enum AuthnEndpoint {
    /// How long a sign-in may take from one step to the next.
    static let lifetime = SessionToken.lifetime

    /// Primary authentication, of a new sign-in or of one that a page has begun; or the state of a sign-in.
    static func start(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let body = try AuthnBody(context)
        if let token = body["token"], body["username"] == nil { return try activate(token, body, &context) }
        let begun = body["stateToken"] == nil ? nil : try find(body, &context)
        if let (key, transaction) = begun, body["username"] == nil || !transaction.asksPassword {
            return try show(key, transaction, context)
        }
        let login = body["username"] ?? ""
        context.record.user = login
        let verdict = try PasswordAttempts.check(login, body["password"] ?? "", &context)
        if case .refused(let why) = verdict, PasswordAttempts.shownLockout(login, in: context.organization) != nil {
            context.record.why = why
            let next = AuthnFactor.link("/recovery/unlock", "unlock", context)
            return JSONAnswer.uncached(.ok, ["status": "LOCKED_OUT", "_links": ["next": next]])
        }
        if let (key, _) = begun { return try enter(.password(verdict), key, &context) }
        let request = SignInRequest.classic(relayState: body["relayState"])
        var transaction = SignInTransaction(.signIn, .identify, request, created: context.snapshot.now)
        transaction.options = body.options
        let (key, outcome) = try SignInRunner.begin(transaction, .password(verdict), lifetime: lifetime, &context)
        return try answer(outcome, key, &context)
    }

    /// Begins where the link of an activation email leads: to the first password of a user who has none (Okta,
    /// "Primary authentication with activation tokens").
    private static func activate(
        _ token: String,
        _ body: AuthnBody,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        guard let user = UserToken.activation.user(of: token, in: context.organization, context.snapshot) else {
            let why = "token is no activation token, has expired, or the user's status or password has changed since"
            throw Refusal(.authenticationFailed, why: why)
        }
        let request = SignInRequest.classic(relayState: body["relayState"])
        var transaction = SignInTransaction(.registration, .newPassword, request, created: context.snapshot.now)
        transaction.beginWithPassword(of: user, .activation)
        transaction.options = body.options
        let (key, outcome) = try SignInRunner.begin(transaction, .activate, lifetime: lifetime, &context)
        return try answer(outcome, key, &context)
    }

    static func introspect(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let (key, transaction) = try find(AuthnBody(context), &context)
        return try show(key, transaction, context)
    }

    static func previous(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        try apply(&context) { _, _ in .previous }
    }

    /// Goes on without a new password, or without factors that are optional.
    static func skip(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        try apply(&context) { _, _ in .skip }
    }

    static func cancel(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let (key, transaction) = try find(AuthnBody(context), &context)
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
        let (key, transaction) = try find(body, &context)
        return try enter(try input(body, transaction), key, &context)
    }

    /// Applies an input to a sign-in, and answers with what it led to.
    static func enter(
        _ input: SignInInput,
        _ key: RecordKey,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        guard let outcome = try SignInRunner.apply(input, key, &context) else { throw unknown }
        return try answer(outcome, key, &context)
    }

    /// The sign-in that `stateToken` names: of this API, or of a page in the same browser.
    static func find(
        _ body: AuthnBody,
        _ context: inout RequestContext
    ) throws(Refusal) -> (RecordKey, SignInTransaction) {
        var found = try SignInToken.state.find(body["stateToken"], context)
        if found == nil, let page = body["stateToken"] { found = try HostedSignIn.begin(page, &context) }
        guard let found else { throw unknown }
        switch found.1.request {
        case .classic, .hosted: return found
        case .page, .factorsAPI, .direct, .interaction: throw unknown
        }
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
            if refusal == .wrongAnswer, transaction.asksRecoveryQuestion {
                throw Refusal(.wrongRecoveryAnswer, why: refusal.why)
            }
            let user = transaction.userID.flatMap(context.organization.user)
            throw refusal.answer(user.map { PasswordPolicy(context.organization, for: $0) })
        }
        // This API has no such question; pages and `/idp/idx` have.
        if transaction.step == .keepMeSignedIn { return try enter(.keepMeSignedIn(false), key, &context) }
        if transaction.step == .done, let user = transaction.userID.flatMap(context.organization.user) {
            let state = AuthnState(key: key, transaction: transaction, context: context)
            if let target = AuthnTarget(transaction, context) {
                return JSONAnswer.uncached(.ok, .object(target.success(user, state)))
            }
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
