package import MockOktaFormats

/// One sign-in, recovery or unlock that takes several requests: what has been proved, and what is asked next.
///
/// The rules that lead from one step to the next are those of `SignInMachine`.
package struct SignInTransaction: Hashable, Sendable {
    package enum Purpose: String, Hashable, Sendable {
        case signIn, recovery, unlock
    }

    package enum Password: Hashable, Sendable {
        case unproved, proved
        /// Set during this sign-in.
        case renewed
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
        /// The password has expired or is being reset.
        case newPassword
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
    /// When the last proof was given.
    package var authenticated: Instant?
    /// Whether the client asked for two factors, whatever the policies demand.
    package var needsSecondFactor = false
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
}

extension SignInTransaction {
    /// The app that the user signs in to; nil where none is known.
    package var clientID: String? {
        switch request {
        case .classic, .factorsAPI: nil
        case .page(let clientID), .direct(let clientID, _, _): clientID
        case .interaction(let request): request.clientID
        }
    }
}

extension SignInTransaction {
    /// The sign-in with what the user decided on another device; nil where no push waits for it.
    package func deciding(_ isApproved: Bool) -> SignInTransaction? {
        guard case .challenge(var challenge) = step, challenge.factor.kind == .push, challenge.isApproved == nil else {
            return nil
        }
        challenge.isApproved = isApproved
        var decided = self
        decided.step = .challenge(challenge)
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
