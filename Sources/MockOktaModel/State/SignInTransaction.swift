package import MockOktaFormats

/// One sign-in, recovery, unlock or registration that takes several requests: what has been proved, and what is asked
/// next.
///
/// The rules that lead from one step to the next are those of `SignInMachine`.
package struct SignInTransaction: Hashable, Sendable {
    package enum Purpose: String, Hashable, Sendable {
        case signIn, recovery, unlock, registration
    }

    package enum Password: Hashable, Sendable {
        case unproved, proved
        /// Set during this sign-in.
        case renewed
    }

    /// What is asked for beyond the policies, and what the user has answered already.
    package struct Options: OptionSet, Hashable, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// The user is warned of a password that expires soon; removed when they skip it.
        package static let warnsOfExpiry = Options(rawValue: 1)
        /// Factors that are optional are offered too; removed when the user skips them.
        package static let offersOptionalFactors = Options(rawValue: 2)
        /// The user lets the app have its scopes.
        package static let hasConsented = Options(rawValue: 4)
        /// The user was asked whether to stay signed in.
        package static let wasAskedToStay = Options(rawValue: 8)
        /// The user wants to stay signed in.
        package static let staysSignedIn = Options(rawValue: 16)
        /// The client asked for a later sign-in than that of the browser's session.
        package static let asksAnew = Options(rawValue: 32)
    }

    package enum Step: Hashable, Sendable {
        /// Asks who the user is; a page may ask for the password along with it.
        case identify
        case password
        /// Asks which factor is to be used.
        case chooseFactor
        case challenge(FactorChallenge)
        /// Asks which factor is to be set up.
        case chooseEnrollment
        case enrollment(FactorEnrollment)
        /// The password has expired, is being reset, or is a new user's first one.
        case newPassword
        /// The password expires soon: a new one is asked for, which can be skipped.
        case passwordWarning
        /// Asks a new user for the attributes of the profile.
        case profile
        /// Asks whether the app may have the scopes that it requested.
        case consent
        /// Asks whether the user wants to stay signed in.
        case keepMeSignedIn
        case done
        case unlocked
        /// Nothing leads on from here.
        case refused
    }

    package var purpose: Purpose
    package var step: Step
    package var userID: UserID?
    package var password = Password.unproved
    /// The factors that have been proved.
    package var proved: [Factor.Kind] = []
    /// The authenticator that the user has chosen while its method, number, question or password is still asked for.
    package var chosen: Authenticator?
    /// When the last proof was given.
    package var authenticated: Instant?
    /// Whether the client asked for two factors, whatever the policies demand.
    package var needsSecondFactor = false
    package var options: Options
    /// The cookie of the browser that began the sign-in; nil where it has none.
    package var browser: String?
    /// `User.tokenMark` when a token of an email began the sign-in; nil for other sign-ins.
    package var tokenMark: String?
    /// The number of times the sign-in was begun anew; earlier tokens of it are then refused.
    package var generation: UInt8 = 0
    package let created: Instant
    /// What the client asked for, and gets back at the end.
    package let request: SignInRequest

    package init(_ purpose: Purpose, _ step: Step, _ request: SignInRequest, created: Instant) {
        self.purpose = purpose
        self.step = step
        self.request = request
        self.created = created
        options = request.warnsOfExpiry ? .warnsOfExpiry : []
    }
}

extension SignInTransaction {
    /// Whether the user's status or password is not that of the token that began the sign-in any more, though the
    /// sign-in has set no password: another sign-in, or an administrator, was first.
    package func isTokenUsed(by user: User) -> Bool {
        guard let tokenMark, password != .renewed else { return false }
        return tokenMark != user.tokenMark
    }
}

/// The face that began a sign-in.
package enum SignInRequest: Hashable, Sendable {
    /// `/api/v1/authn`.
    case classic(relayState: String?)
    /// A page of `/authorize` or `/activate`, which carries its request itself.
    case page(clientID: String)
    /// A call of the Factors API, for one factor.
    case factorsAPI
    /// `/token` and the endpoints of direct authentication; `scope` is that of the request that began it.
    case direct(clientID: String, serverID: AuthorizationServerID, scope: String?)
    /// `/interact`, with `/idp/idx`.
    case interaction(InteractionRequest)
    /// `/idp/idx` in place of the page of `/authorize`; `parameters` is the authorize request in form encoding.
    case hosted(clientID: String, serverID: AuthorizationServerID, parameters: String)

    /// Whether users are warned of a password that expires soon without asking for it.
    fileprivate var warnsOfExpiry: Bool {
        switch self {
        case .page, .interaction, .hosted: true
        case .classic, .factorsAPI, .direct: false
        }
    }
}

extension SignInTransaction {
    /// The app that the user signs in to; nil where none is known.
    package var clientID: String? {
        switch request {
        case .classic, .factorsAPI: nil
        case .page(let clientID), .direct(let clientID, _, _), .hosted(let clientID, _, _): clientID
        case .interaction(let request): request.clientID
        }
    }
}

extension SignInTransaction {
    /// The challenge that waits for an answer, also that of a factor that is being set up.
    package var challenge: FactorChallenge? {
        switch step {
        case .challenge(let challenge): challenge
        case .enrollment(let enrollment): enrollment.challenge
        default: nil
        }
    }

    /// The sign-in with what the user decided elsewhere: on another device, or by the link of an email.
    ///
    /// - Returns: nil where no challenge of that kind waits for it.
    package func deciding(_ isApproved: Bool, of kind: Factor.Kind = .push) -> SignInTransaction? {
        guard var challenge, challenge.factor.kind == kind, challenge.isApproved == nil else { return nil }
        challenge.isApproved = isApproved
        var decided = self
        if case .enrollment(let enrollment) = step {
            decided.step = .enrollment(FactorEnrollment(enrollment.source, challenge))
        } else {
            decided.step = .challenge(challenge)
        }
        return decided
    }
}

/// A challenge of one factor.
package struct FactorChallenge: Hashable, Sendable {
    package let factor: Factor
    /// The code that was sent; nil for factors without one.
    package var code: String?
    package let expires: Instant
    package var wrongAnswers = 0
    /// What the user decided on another device; nil until then.
    package var isApproved: Bool?

    package init(_ factor: Factor, code: String?, expires: Instant) {
        self.factor = factor
        self.code = code
        self.expires = expires
    }

    /// Answers after which a code is void: six digits cannot be guessed (Okta, "Rate limits", factors).
    package static let mostWrongAnswers = 5
    /// Whether too many wrong answers were given.
    package var isVoid: Bool { wrongAnswers >= Self.mostWrongAnswers }
    package static let lifetime: TimeSpan = .minutes(5)
}

/// A factor that is being set up: it becomes the user's with the first right code.
package struct FactorEnrollment: Hashable, Sendable {
    /// The object that is stored with the user, inactive until then.
    package let source: JSONObject
    package var challenge: FactorChallenge

    package init(_ source: JSONObject, _ challenge: FactorChallenge) {
        self.source = source
        self.challenge = challenge
    }
}
