import MockOktaFormats
package import MockOktaModel

/// What the policies of an org demand of one user's sign-in to one app.
///
/// Differs: of sign-on rules the users, the access, the number of factors and the interval of re-authentication count;
/// networks, devices, risk, kinds of factors and the lifetimes of sessions do not.
package struct SignInPolicy: Hashable, Sendable {
    package let secondFactor: SecondFactor
    /// The rule that denies the sign-in; nil where none does.
    package let denial: String?
    /// How long a sign-in is good for the app; nil for as long as the session.
    package let reauthenticateIn: TimeSpan?
    /// Whether a rule asks for the second factor, not the fixture's `mock.secondFactor`.
    package let isDecidedByRule: Bool
    /// Whether users are asked at the end of a sign-in if they want to stay signed in.
    ///
    /// Differs: they are asked at each sign-in; `postAuthPromptFrequency` has no effect.
    package let asksToStaySignedIn: Bool
    package let enrollment: EnrollmentPolicy

    /// Evaluates the org's sign-on policy and that of the app.
    ///
    /// Where no rule of either is for the user, the fixture's `mock.secondFactor` decides. Of the two the stricter one
    /// counts (Okta, "Sign-on policies").
    ///
    /// - Parameters:
    ///   - organization: the org.
    ///   - user: the user.
    ///   - clientID: the app that the user signs in to, if any.
    package init(_ organization: Organization, for user: User, at clientID: String?) {
        let org = organization.policy(.signOn, for: user)
        let assigned = clientID.flatMap(organization.application(clientID:)).flatMap(organization.accessPolicy)
        // An export may lack the rules.
        let policy = assigned?.rules.isEmpty == false ? assigned : nil
        let rule = policy?.rule(for: user)
        let (signOn, app) = (org?.rule?.action("signon"), rule?.action("appSignOn"))
        if signOn?["access"]?.string == "DENY", let org {
            denial = Self.name(org.rule, org.policy)
        } else if let policy, rule == nil || app?["access"]?.string == "DENY" {
            // Okta's app sign-on policies end with a catch-all rule. Without a rule that matches, access is denied.
            denial = Self.name(rule, policy)
        } else {
            denial = nil
        }
        let method = app?["verificationMethod"]
        let demands = [signOn.map { $0["requireFactor"]?.bool == true }, app.map { _ in Self.needsSecond(method) }]
        let decided = demands.compactMap(\.self)
        isDecidedByRule = !decided.isEmpty
        secondFactor =
            decided.isEmpty ? organization.settings.secondFactor : decided.contains(true) ? .required : .never
        let interval = method?["reauthenticateIn"]?.string
        reauthenticateIn = interval.flatMap(ISO8601Duration.parse).map(TimeSpan.init(microseconds:))
        asksToStaySignedIn = app?["keepMeSignedIn"]?["postAuth"]?.string == "ALLOWED"
        enrollment = EnrollmentPolicy(organization, for: user)
    }

    /// Two factors, or one that a password is not: the double asks for the password first, whatever a rule prefers.
    private static func needsSecond(_ method: JSON?) -> Bool {
        if method?["factorMode"]?.string == "2FA" { return true }
        let constraints = method?["constraints"]?.array ?? []
        return !constraints.isEmpty && constraints.allSatisfy { $0["possession"]?.object != nil }
    }

    private static func name(_ rule: OrgPolicy.Rule?, _ policy: OrgPolicy) -> String {
        let subject = rule.map { "the rule \"\($0.name)\"" } ?? "that no rule is for the user"
        return "\(subject) of the \(policy.kind.rawValue) policy \"\(policy.name)\""
    }

    /// Why an authentication is not good enough for the app any more; nil for one that is.
    package func staleness(_ authentication: Authentication, at now: Instant) -> String? {
        if isDecidedByRule, secondFactor == .required, !authentication.methods.contains("mfa") {
            return "a sign-on rule asks for two factors, the session has \(authentication.methods)"
        }
        guard let reauthenticateIn, now - authentication.time >= reauthenticateIn else { return nil }
        return "the rule of the app asks for a new sign-in after \(reauthenticateIn.seconds) s"
    }
}

/// Which factors a user may and must set up (Okta, "MFA enrollment policies").
package struct EnrollmentPolicy: Hashable, Sendable {
    /// The factors that users may set up, in the order of pages.
    package let allowed: [Factor.Kind]
    package let required: [Factor.Kind]

    /// The factors that users may set up while signing in, where no policy forbids it.
    private static let all: [Factor.Kind] = [.totp, .email, .sms, .call, .question]

    init(_ organization: Organization, for user: User) {
        let found = organization.policy(.enrollment, for: user)
        let settings = found?.policy.source["settings"]
        let asksAtSignIn = found?.rule?.action("enroll")?["self"]?.string != "NEVER"
        func mode(_ kind: Factor.Kind) -> String? {
            for row in settings?["authenticators"]?.array ?? [] where row["key"]?.string == kind.authenticatorKey {
                return row["enroll"]?["self"]?.string
            }
            return settings?["factors"]?[kind.policyKey]?["enroll"]?["self"]?.string
        }
        guard let settings, settings["authenticators"] != nil || settings["factors"] != nil else {
            (allowed, required) = (Self.all.filter(organization.isUsed), [])
            return
        }
        let modes = Self.all.filter(organization.isUsed).map { ($0, mode($0) ?? "NOT_ALLOWED") }
        allowed = modes.filter { $0.1 != "NOT_ALLOWED" }.map(\.0)
        required = asksAtSignIn ? modes.filter { $0.1 == "REQUIRED" }.map(\.0) : []
    }

    /// The required factors that a user has not set up; one of the two methods of a phone will do.
    func missing(_ user: User) -> [Factor.Kind] {
        let keys = Set(user.activeFactors.map(\.kind.authenticatorKey))
        return required.filter { !keys.contains($0.authenticatorKey) }
    }
}

extension Factor.Kind {
    var authenticatorKey: String { Authenticator(self).key }

    /// The member of `settings.factors` of an MFA_ENROLL policy of the older form.
    fileprivate var policyKey: String {
        switch self {
        case .question: "okta_question"
        case .totp: "google_otp"
        case .sms: "okta_sms"
        case .call: "okta_call"
        case .email: "okta_email"
        case .push: "okta_push"
        }
    }
}
