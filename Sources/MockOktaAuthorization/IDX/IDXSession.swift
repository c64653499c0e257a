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
        let record = context.record
        guard case .entitled(let entitlement) = try IDXSuccess.entitle(request, ended, &context),
            entitlement.client.consentMethod != .required
        else {
            // That the session is not enough is no refusal: the user is asked.
            context.record = record
            return nil
        }
        context.record.user = user.login
        useUp(envelope, &context)
        do throws(Refusal) {
            return try IDXSuccess.answer(ended, by: session.authentication, &context)
        } catch {
            guard case .oauth(.requestExpired) = error.answer else { throw error }
            context.record.note(error)
            return IDXAnswer.terminal(.unauthorized, .sessionExpired, context, isIntrospection: true)
        }
    }

    /// Whether the browser's session may be older than a client's `max_age` allows.
    ///
    /// A client that calls `/interact` from its server sends no session: then the user is asked.
    static func mayBeOlder(than maxAge: Int64?, _ context: RequestContext) throws(Refusal) -> Bool {
        guard let maxAge else { return false }
        guard let (_, session) = try SessionCookie.session(context.request, context.snapshot) else { return true }
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

    /// Ends the stored sign-in with the code that it leads to, unless another request has led it on meanwhile.
    private static func useUp(_ envelope: IDXEnvelope, _ context: inout RequestContext) {
        let transaction = envelope.transaction
        context.writes.use(envelope.key, of: context.snapshot.state.signIns) { (entry) throws(Refusal) in
            guard entry?.record == transaction else {
                throw Refusal(.requestExpired, why: "another request has led the sign-in on")
            }
            entry = nil
        }
    }
}
