import MockOktaModel
import MockOktaSignIn
import Testing

/// Password policies as exported.
@Suite struct PasswordPolicyTests {
    private static let policies = """
        {policies: [{id: "00ppw", type: "PASSWORD", name: "p", status: "ACTIVE", priority: 1,
          settings: {password: {
            complexity: {minLength: 4, minLowerCase: 0, minUpperCase: 0, minNumber: 0, minSymbol: 1,
              excludeUsername: false, excludeAttributes: ["firstName"]},
            age: {maxAgeDays: 10, expireWarnDays: 3, historyCount: 0},
            lockout: {maxAttempts: 3, autoUnlockMinutes: 5, showLockoutFailures: true}}},
          rules: [{name: "r", actions: {selfServicePasswordReset: {access: "DENY"}, selfServiceUnlock: {access: "ALLOW"}}}]}],
         users: [{profile: {login: "old@example.com", firstName: "Olga"}, passwordChanged: "2009-02-04T00:00:00.000Z"}]}
        """

    @Test(
        arguments: [
            ("!abc", false, nil), ("!ab", false, .length), ("abcd", false, .symbol), ("old!", true, nil),
            ("!OLGA", false, .firstName),
        ] as [(String, Bool, PasswordRequirement?)]
    )
    func `new passwords follow the policy`(text: String, isReused: Bool, unmet: PasswordRequirement?) throws {
        var walk = try SignInWalk(policies: Self.policies)
        try walk.signIn("old@example.com")
        #expect(walk.enter(.newPassword(text, isReused: isReused)) == unmet.map { .weakPassword($0) })
    }

    @Test func `the settings are read, and said as Okta says them`() throws {
        let walk = try SignInWalk(policies: Self.policies)
        let policy = PasswordPolicy(walk.organization, for: try walk.user("old@example.com"))
        #expect(policy.maxAttempts == 3 && policy.autoUnlock == .minutes(5) && policy.showsLockout)
        #expect(!policy.allowsRecovery && policy.allowsUnlock)
        #expect(
            policy.text == "Password requirements: at least 4 characters, a symbol, does not include your first name."
        )
        #expect(policy.historyText.isEmpty)
    }

    @Test func `without a policy the settings are those of a new org`() throws {
        let walk = try SignInWalk()
        let policy = PasswordPolicy(walk.organization, for: try walk.user("plain@example.com"))
        #expect(policy.maxAttempts == 10 && policy.autoUnlock == nil && !policy.showsLockout && policy.maxAge == nil)
        #expect(policy.allowsRecovery && policy.allowsUnlock)
        #expect(
            policy.text == "Password requirements: at least 8 characters, a lowercase letter, an uppercase letter, "
                + "a number, no parts of your username."
        )
        #expect(policy.historyText == "Your password cannot be any of your last 4 passwords.")
    }

    /// 2009-02-04 and ten days: 2009-02-14T00:00:00Z, 1 234 569 600.
    @Test(
        arguments: [
            (1_234_310_399, nil, false), (1_234_310_400, 3, false), (1_234_569_599, 1, false),
            (1_234_569_600, nil, true),
        ] as [(Int64, Int?, Bool)]
    )
    func `passwords age`(seconds: Int64, daysLeft: Int?, isExpired: Bool) throws {
        let walk = try SignInWalk(policies: Self.policies)
        let user = try walk.user("old@example.com").changing(to: .active, at: SignInWalk.now)
        let policy = PasswordPolicy(walk.organization, for: user)
        #expect(policy.daysLeft(user, at: Instant(seconds: seconds)) == daysLeft)
        #expect(policy.isExpired(user, at: Instant(seconds: seconds)) == isExpired)
    }

    @Test func `a rule may forbid recovery`() throws {
        var walk = try SignInWalk(policies: Self.policies)
        walk.enter(.recover)
        #expect(walk.enter(.identify(try walk.user("plain@example.com").id)) == .notAllowed)
        #expect(walk.step == "identify")
    }
}
