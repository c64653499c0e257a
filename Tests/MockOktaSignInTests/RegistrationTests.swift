import MockOktaFormats
import MockOktaModel
import MockOktaSignIn
import MockOktaTestSupport
import Testing

/// The machine where users register, are warned, skip what is optional, and consent.
@Suite struct RegistrationTests {
    private static let profile: JSONObject = ["firstName": "Nia", "lastName": "New", "email": "nia@example.com"]

    private func walk(_ policies: String = RegistrationFixture.text()) throws -> SignInWalk {
        var walk = try SignInWalk(policies: policies)
        walk.enter(.register)
        return walk
    }

    @Test func `without a policy that says so no user registers`() throws {
        var walk = try SignInWalk()
        #expect(walk.enter(.register) == .registrationUnavailable)
        #expect(walk.step == "identify")
        #expect(walk.enter(.profile(Self.profile, password: nil)) == .notOffered)
    }

    @Test(arguments: [
        #"access: "DENY", unknownUserAction: "REGISTER""#, #"access: "ALLOW", unknownUserAction: "DENY""#,
        #"access: "ALLOW""#,
    ])
    func `a policy that denies it, or does not register unknown users`(action: String) throws {
        let text = """
            {policies: [{type: "PROFILE_ENROLLMENT", name: "p",
              rules: [{name: "r", actions: {profileEnrollment: {\(action)}}}]}]}
            """
        var walk = try SignInWalk(policies: text)
        #expect(walk.enter(.register) == .registrationUnavailable)
    }

    @Test func `profile, password, optional factors, done`() throws {
        var walk = try walk()
        #expect(walk.step == "profile")
        walk.enter(.profile(Self.profile, password: nil))
        #expect(walk.step == "newPassword")
        guard case .createUser(let document, let groups) = walk.effects.first else { throw SignInFailure() }
        #expect(document["status"] == "STAGED")
        #expect(groups.map(\.rawValue).contains("00gnewcomers"))
        let user = try walk.user("nia@example.com")
        #expect(user.attribute("firstName") == "Nia")
        #expect(walk.enter(.newPassword("short", isReused: false)) == .weakPassword(.length))
        walk.enter(.newPassword("Good-pw-123", isReused: false))
        #expect(walk.effects == [.setPassword(user.id, "Good-pw-123")])
        var canSkip = walk.canSkip
        #expect(walk.step == "chooseEnrollment" && canSkip)
        walk.enter(.enroll(FactorDraft(.email)), .answer("123456"))
        let enrollable = walk.enrollable
        canSkip = walk.canSkip
        #expect(walk.step == "chooseEnrollment" && canSkip && !enrollable.contains(.email))
        walk.enter(.skip)
        #expect(walk.step == "done")
        #expect(walk.effects == [.activate(user.id)])
        #expect(walk.transaction.methods == ["mfa", "otp", "pwd"])
    }

    private static let faults: [(JSONObject, String, ProfileFault.Kind)] = [
        (["lastName": "New", "email": "nia@example.com"], "firstName", .missing),
        (["firstName": "", "lastName": "New", "email": "nia@example.com"], "firstName", .missing),
        (["firstName": "Nia", "lastName": "New", "email": "nia"], "email", .notEmail),
        (["firstName": "Nia", "lastName": "New", "email": "nia@@example.com"], "email", .notEmail),
        (["firstName": "Nia", "lastName": "New", "email": "nia@localhost"], "email", .notEmail),
        (["firstName": "Nia", "lastName": "New", "email": "PLAIN@example.com"], "email", .taken),
        (
            ["firstName": .string(String(repeating: "n", count: 51)), "lastName": "New", "email": "nia@example.com"],
            "firstName", .tooLong
        ),
    ]

    @Test(arguments: faults)
    func `wrong attributes are named`(profile: JSONObject, attribute: String, kind: ProfileFault.Kind) throws {
        var walk = try walk()
        guard case .profile(let fault) = walk.enter(.profile(profile, password: nil)) else { throw SignInFailure() }
        #expect(fault.attribute.name == attribute && fault.kind == kind)
        #expect(walk.step == "profile" && walk.effects.isEmpty)
    }

    @Test func `the policy names the attributes, and may ask for the password along with them`() throws {
        var walk = try walk(RegistrationFixture.withPassword)
        let profile: JSONObject = [
            "email": "nia@example.com", "lastName": "New", "shirtSize": "M", "employeeNumber": "not asked for",
        ]
        #expect(walk.enter(.profile(profile, password: "weak")) == .weakPassword(.length))
        #expect(walk.step == "profile" && walk.transaction.userID == nil)
        walk.enter(.profile(profile, password: "Good-pw-123"))
        #expect(walk.step == "chooseEnrollment")
        let user = try walk.user("nia@example.com")
        #expect(user.attribute("shirtSize") == "M" && user.attribute("employeeNumber") == nil)
    }

    @Test func `an address that must be verified cannot be skipped`() throws {
        var walk = try walk(RegistrationFixture.withVerifiedEmail)
        walk.enter(.profile(Self.profile, password: nil), .newPassword("Good-pw-123", isReused: false))
        let enrollable = walk.enrollable
        var canSkip = walk.canSkip
        #expect(enrollable == [.email] && !canSkip)
        #expect(walk.enter(.skip) == .notOffered)
        walk.enter(.enroll(FactorDraft(.email)))
        guard case .send(let message) = walk.effects.first else { throw SignInFailure() }
        #expect(message.purpose == .activation)
        walk.enter(.answer("123456"))
        canSkip = walk.canSkip
        #expect(canSkip)
        walk.enter(.skip)
        #expect(walk.step == "done")
    }

    @Test func `a user who wants to sign in after all goes back`() throws {
        var walk = try walk()
        walk.enter(.previous)
        #expect(walk.step == "identify" && walk.transaction.purpose == .signIn)
    }

    // MARK: - Passwords that expire soon

    private static let warned = """
        {policies: [{type: "PASSWORD", name: "p", settings: {password: {age: {maxAgeDays: 30, expireWarnDays: 10}}}}],
         users: [{id: "00uplain", passwordChanged: "2009-01-19T00:00:00.000Z", profile: {login: "plain@example.com"}}]}
        """

    @Test func `a password that expires soon is changed, or not`() throws {
        var walk = try SignInWalk(policies: Self.warned)
        try walk.signIn("plain@example.com")
        let canSkip = walk.canSkip
        #expect(walk.step == "passwordWarning" && canSkip)
        var other = walk
        walk.enter(.skip)
        #expect(walk.step == "done")
        other.enter(.newPassword("Good-pw-123", isReused: false))
        #expect(other.step == "done")
        #expect(other.effects == [.setPassword(UserID(rawValue: "00uplain"), "Good-pw-123")])
    }

    @Test func `the classic API warns only where that is asked for`() throws {
        var walk = try SignInWalk(policies: Self.warned, request: .classic(relayState: nil))
        try walk.signIn("plain@example.com")
        #expect(walk.step == "done")
        walk = try SignInWalk(policies: Self.warned, request: .classic(relayState: nil))
        walk.transaction.options = .warnsOfExpiry
        try walk.signIn("plain@example.com")
        #expect(walk.step == "passwordWarning")
    }

    @Test func `optional factors are offered where that is asked for`() throws {
        var walk = try SignInWalk(request: .classic(relayState: nil))
        walk.transaction.options = .offersOptionalFactors
        try walk.signIn("plain@example.com")
        let canSkip = walk.canSkip
        #expect(walk.step == "chooseEnrollment" && canSkip)
        walk.enter(.skip)
        #expect(walk.step == "done")
        walk = try SignInWalk(.required)
        try walk.signIn("plain@example.com")
        #expect(walk.enter(.skip) == .notOffered)
    }

    // MARK: - Links and questions

    @Test func `a link that was opened elsewhere proves the address at the next poll`() throws {
        var walk = try SignInWalk()
        try walk.signIn("many@example.com")
        walk.enter(.choose(factor: "mail1"), .poll)
        #expect(walk.step == "challenge mail1")
        #expect(walk.transaction.deciding(true) == nil)
        walk.transaction = try #require(walk.transaction.deciding(true, of: .email))
        #expect(walk.transaction.deciding(true, of: .email) == nil)
        walk.enter(.poll)
        #expect(walk.step == "done")
        walk = try SignInWalk(.required)
        try walk.signIn("plain@example.com")
        walk.enter(.enroll(FactorDraft(.email)))
        walk.transaction = try #require(walk.transaction.deciding(true, of: .email))
        walk.enter(.poll)
        #expect(walk.step == "done")
    }

    @Test(arguments: [(SignInTransaction.Purpose.recovery, "newPassword"), (.unlock, "unlocked")])
    func `the classic API asks the recovery question`(purpose: SignInTransaction.Purpose, end: String) throws {
        let question = """
            {users: [{id: "00ulocked", profile: {login: "locked@example.com"},
              credentials: {recovery_question: {question: "Best number?", answer: "Seven"}}}]}
            """
        var walk = try SignInWalk(.enrolled, purpose, policies: question, request: .classic(relayState: nil))
        let locked = try walk.user("locked@example.com")
        walk.enter(.identify(locked.id), .choose(factor: "sms2"), .answer("123456"))
        #expect(walk.transaction.challenge?.factor.kind == .question)
        #expect(walk.enter(.answer("eight")) == .wrongAnswer)
        walk.enter(.answer("seven"))
        #expect(walk.step == end)
    }
}
