import MockOktaEndpoints
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// Single sign-on by `/idp/idx`: a browser whose session is good enough for the app gets the code at introspection,
/// without being asked (Okta Sign-In Widget, pull request 2096 "support SSO in embedded interaction code flow").
///
/// Differs: apps that ask for consent have the user sign in.
enum IDXSession {
    /// Ends a sign-in at its beginning, by the session of the browser.
    ///
    /// - Returns: the last envelope; nil where the user must sign in.
    static func resume(_ envelope: IDXEnvelope, _ context: inout RequestContext) throws(Refusal) -> HTTPResponse? {
        var transaction = envelope.transaction
        guard transaction.step == .identify, transaction.purpose == .signIn,
            // A sign-in that was cancelled is to begin with the user name.
            transaction.generation == 0, !transaction.options.contains(.asksAnew),
            case .interaction(let request) = transaction.request,
            let (_, session) = try SessionCookie.session(context.request, context.snapshot),
            let user = context.organization.user(session.userID),
            isEnough(session.authentication, user, transaction, context)
        else { return nil }
        transaction.userID = user.id
        transaction.step = .done
        let ended = IDXEnvelope(key: envelope.key, transaction: transaction, context: context)
        guard case .entitled(let entitlement) = try IDXSuccess.entitle(request, ended, &context),
            entitlement.client.consentMethod != .required,
            try end(envelope, context)
        else { return nil }
        context.record.user = user.login
        return try IDXSuccess.answer(ended, by: session.authentication, &context)
    }

    /// Whether the session of the browser is older than a client's `max_age` allows.
    static func isOlder(_ maxAge: Int64?, _ context: RequestContext) throws(Refusal) -> Bool {
        guard let maxAge, let (_, session) = try SessionCookie.session(context.request, context.snapshot) else {
            return false
        }
        return maxAge == 0 || context.snapshot.now - session.authentication.time > .seconds(maxAge)
    }

    /// Whether the session has what the client and the policies ask for.
    private static func isEnough(
        _ authentication: Authentication,
        _ user: User,
        _ transaction: SignInTransaction,
        _ context: RequestContext
    ) -> Bool {
        if transaction.needsSecondFactor, !authentication.methods.contains("mfa") { return false }
        let policy = SignInPolicy(context.organization, for: user, at: transaction.clientID)
        return policy.denial == nil && policy.staleness(authentication, at: context.snapshot.now) == nil
    }

    /// Ends the stored sign-in, unless another request has led it on meanwhile.
    private static func end(_ envelope: IDXEnvelope, _ context: RequestContext) throws(Refusal) -> Bool {
        try context.snapshot.state.signIns.update(envelope.key, at: context.snapshot.now) { entry in
            guard entry?.record == envelope.transaction else { return false }
            entry = nil
            return true
        }
    }
}
