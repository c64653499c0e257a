import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// `grant_type=…:otp`, `…:oob`, `…/mfa-otp` and `…/mfa-oob` (Okta, "Configure Direct Authentication grants").
enum DirectGrant {
    static func decide(
        _ grant: GrantType,
        _ context: inout RequestContext,
        _ request: TokenRequest
    ) throws(Refusal) -> TokenDecision {
        let (key, outcome, scope): (RecordKey, SignInOutcome, String?)
        switch grant {
        case .otp: (key, outcome, scope) = try oneTimeCode(&context, request)
        case .mfaOTP: (key, outcome, scope) = try secondCode(&context, request)
        case .oob, .mfaOOB: (key, outcome, scope) = try outOfBand(grant, &context, request)
        default: throw TokenEndpoint.unserved(grant.rawValue)
        }
        let (user, authentication) = try DirectSignIn.finish(outcome, key, refused: .directAuthInvalidOTP, context)
        return try tokens(user, authentication, grant, scope, &context, request)
    }

    /// Tokens for the user of a sign-in that is complete.
    static func tokens(
        _ user: User,
        _ authentication: Authentication,
        _ grantType: GrantType,
        _ scope: String?,
        _ context: inout RequestContext,
        _ request: TokenRequest
    ) throws(Refusal) -> TokenDecision {
        let grant = UserGrant(request: request, user: user, authentication: authentication, grantType: grantType)
        try grant.checkAssignment(&context)
        let rules = ScopeRules(server: context.server, client: request.client, settings: context.settings)
        let scopes = try rules.scopes(request.parameters["scope"] ?? scope)
        try rules.requireOpenID(scopes.names)
        let permission = try grant.permission(scopes, &context)
        try grant.checkConsent(permission.scopes, .consentRequired, context.server)
        return grant.issue(permission, &context)
    }

    /// The code of an authenticator app as the first factor.
    private static func oneTimeCode(
        _ context: inout RequestContext,
        _ request: TokenRequest
    ) throws(Refusal) -> (RecordKey, SignInOutcome, String?) {
        let login = try request.parameters.required("login_hint")
        let code = try request.parameters.required("otp")
        context.record.user = login
        guard let user = context.organization.user(login: login), user.status == .active,
            let factor = user.activeFactors.first(where: { $0.kind == .totp })
        else { throw Refusal(.directAuthInvalidOTP, why: "login_hint names no active user with an authenticator app") }
        var transaction = DirectSignIn.transaction(.chooseFactor, request.client, request.parameters, context)
        transaction.userID = user.id
        let (key, begun) = try SignInRunner.begin(
            transaction,
            .choose(factor: factor.id),
            lifetime: DirectSignIn.lifetime,
            &context
        )
        guard begun.refusal == nil, let outcome = try SignInRunner.apply(.answer(code), key, &context) else {
            throw Refusal(.directAuthInvalidOTP, why: begun.refusal?.why ?? "the sign-in has ended")
        }
        if outcome.refusal != nil { try context.snapshot.state.signIns.remove(key, at: context.snapshot.now) }
        return (key, outcome, nil)
    }

    /// The code of an authenticator app as the second factor.
    private static func secondCode(
        _ context: inout RequestContext,
        _ request: TokenRequest
    ) throws(Refusal) -> (RecordKey, SignInOutcome, String?) {
        let code = try request.parameters.required("otp")
        let (key, transaction) = try withMFAToken(context, request)
        let isChosen =
            if case .challenge(let challenge) = transaction.step { challenge.factor.kind == .totp } else { false }
        if !isChosen {
            let candidates = SignInRunner.machine(&context).candidates(transaction)
            guard let factor = candidates.first(where: { $0.kind == .totp }) else {
                throw Refusal(.directAuthInvalidOTP, why: "the user has no authenticator app")
            }
            _ = try SignInRunner.apply(.choose(factor: factor.id), key, &context)
        }
        guard let outcome = try SignInRunner.apply(.answer(code), key, &context) else {
            throw Refusal(.invalidGrant, why: "mfa_token was used meanwhile")
        }
        return (key, outcome, scope(of: transaction))
    }

    /// What the user answered on another device, or the code of a message.
    private static func outOfBand(
        _ grant: GrantType,
        _ context: inout RequestContext,
        _ request: TokenRequest
    ) throws(Refusal) -> (RecordKey, SignInOutcome, String?) {
        let text = try request.parameters.required("oob_code")
        let named = grant == .mfaOOB ? try withMFAToken(context, request).0 : nil
        let (key, transaction) = try DirectSignIn.find(
            try DirectSignIn.key(oobCode: text, context.snapshot),
            request.client,
            "oob_code",
            context
        )
        guard named == nil || named == key, case .challenge(let challenge) = transaction.step else {
            throw Refusal(.invalidGrant, why: "oob_code is not that of the mfa_token, or its challenge is over")
        }
        let input: SignInInput
        if challenge.factor.kind == .push {
            guard let isApproved = challenge.isApproved else {
                throw Refusal(.directAuthAuthorizationPending, why: "the user has not answered the push yet")
            }
            guard isApproved else { throw Refusal(.accessDenied, why: "the user rejected the push") }
            input = .poll
        } else {
            input = .answer(try request.parameters.required("binding_code"))
        }
        guard let outcome = try SignInRunner.apply(input, key, &context) else {
            throw Refusal(.invalidGrant, why: "oob_code was used meanwhile")
        }
        return (key, outcome, scope(of: transaction))
    }

    private static func withMFAToken(
        _ context: RequestContext,
        _ request: TokenRequest
    ) throws(Refusal) -> (RecordKey, SignInTransaction) {
        let token = try request.parameters.required("mfa_token")
        let key = DirectSignIn.key(mfaToken: token, context.snapshot)
        return try DirectSignIn.find(key, request.client, "mfa_token", context)
    }

    /// The scope of the request that began the sign-in.
    private static func scope(of transaction: SignInTransaction) -> String? {
        guard case .direct(_, _, let scope) = transaction.request else { return nil }
        return scope
    }
}
