import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// Whether the browser's session is good enough for a request, or the user must sign in (OpenID Connect Core §3.1.2.3).
enum SessionCheck {
    /// Finds the user that the session vouches for.
    ///
    /// - Parameters:
    ///   - request: determines the maximum age of the sign-in and whether a page may be shown.
    ///   - context: for cookies, stores and the instant.
    /// - Returns: the user and when they signed in; nil when a page must be shown.
    /// - Throws: `Refusal` with `login_required` where no page may be shown.
    static func user(_ request: AuthorizeRequest, _ context: RequestContext) throws(Refusal) -> (User, Authentication)?
    {
        let isSilent = request.prompts.contains(.none)
        guard let (_, session) = try SessionCookie.session(context.request, context.snapshot),
            let user = context.snapshot.organization.user(session.userID)
        else {
            if isSilent { throw Refusal(.loginRequired, why: whyAbsent(context.request)) }
            return nil
        }
        // OpenID Connect Core §3.1.2.1: the session must be that of the hint's user.
        if let hinted = request.hintedUser, hinted != user.id {
            let why = "id_token_hint names \(hinted), the session is that of \(user.login)"
            if isSilent { throw Refusal(.loginRequired, why: why) }
            return nil
        }
        if let why = whyStale(request, session, context.snapshot.now)
            ?? whyInsufficient(user, session, request, context)
        {
            if isSilent { throw Refusal(.appSignOnRequired, why: why) }
            return nil
        }
        return (user, session.authentication)
    }

    private static func whyAbsent(_ request: HTTPRequest) -> String {
        let why = "prompt is none and the browser has no live session"
        guard request.fields["Sec-Fetch-Site"] == "cross-site" else { return why }
        return why + "; the request is cross-site, where browsers send cookies over https only, if at all: call the "
            + "double by the app's own host name"
    }

    /// Why the policies of the org and of the app ask for more than the session has.
    private static func whyInsufficient(
        _ user: User,
        _ session: Session,
        _ request: AuthorizeRequest,
        _ context: RequestContext
    ) -> String? {
        guard !context.organization.contents.policies.isEmpty else { return nil }
        let policy = SignInPolicy(context.organization, for: user, at: request.client.clientID)
        return policy.denial.map { "denied by \($0)" }
            ?? policy.staleness(session.authentication, at: context.snapshot.now)
    }

    private static func whyStale(_ request: AuthorizeRequest, _ session: Session, _ now: Instant) -> String? {
        if request.prompts.contains(.login) { return "prompt asks for a new sign-in" }
        if ContextClass.needsSecondFactor(request.contextClass), !session.authentication.methods.contains("mfa") {
            return "acr_values asks for two factors, the session has \(session.authentication.methods)"
        }
        guard let maxAge = request.maxAge else { return nil }
        let age = now - session.authentication.time
        return maxAge == 0 || age > .seconds(maxAge) ? "the sign-in is \(age.seconds) s old, max_age is \(maxAge)" : nil
    }
}
