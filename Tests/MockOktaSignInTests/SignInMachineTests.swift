import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn
import Testing

/// The machine as a table: from a step by an input to a step.
@Suite struct SignInMachineTests {
    @Test(arguments: SignInRow.all)
    func `an input leads to a step`(row: SignInRow) throws {
        var walk = try SignInWalk(row.policy)
        try walk.signIn(row.user)
        var refusal: SignInRefusal?
        for input in row.inputs { refusal = walk.enter(input) }
        #expect(walk.step == row.step)
        #expect(refusal == row.refusal)
    }

    @Test func `the identifier may come first`() throws {
        var walk = try SignInWalk()
        #expect(walk.enter(.identify(nil)) == .unknownUser)
        let (plain, many) = (try walk.user("plain@example.com"), try walk.user("many@example.com"))
        walk.enter(.identify(plain.id))
        #expect(walk.step == "password")
        #expect(walk.enter(.password(.refused(why: "wrong"))) == .wrongPassword(why: "wrong"))
        #expect(walk.step == "password")
        #expect(walk.enter(.password(.accepted(many))) != nil)
        walk.enter(.password(.accepted(plain)))
        #expect(walk.step == "done")
        #expect(walk.transaction.methods == ["pwd"])
        #expect(walk.transaction.authenticated == SignInWalk.now)
    }

    @Test(arguments: [
        ("mail1", "123456", ["mfa", "otp", "pwd"]), ("sms1", "123456", ["mfa", "sms", "mca", "pwd"]),
        ("totp1", "005924", ["mfa", "otp", "pwd"]), ("question1", "spinach", ["mfa", "kba", "pwd"]),
    ])
    func `amr names the factors`(factor: String, answer: String, methods: [String]) throws {
        var walk = try SignInWalk()
        try walk.signIn("many@example.com")
        walk.enter(.choose(factor: factor), .answer(answer))
        #expect(walk.transaction.methods == methods)
    }

    @Test func `five wrong answers make a code void`() throws {
        var walk = try SignInWalk()
        try walk.signIn("many@example.com")
        walk.enter(.choose(factor: "mail1"))
        for _ in 0..<4 { #expect(walk.enter(.answer("000000")) == .wrongAnswer) }
        #expect(walk.effects == [.countFailure(try walk.user("many@example.com").id)])
        #expect(walk.enter(.answer("000000")) == .tooManyAnswers)
        #expect(walk.enter(.answer("123456")) == .tooManyAnswers)
        #expect(walk.step == "challenge mail1")
        walk.enter(.resend, .answer("123456"))
        #expect(walk.step == "done")
    }

    @Test func `a code is good for five minutes`() throws {
        var walk = try SignInWalk()
        try walk.signIn("many@example.com")
        walk.enter(.choose(factor: "sms1"))
        #expect(walk.enter(.answer("123456"), at: SignInWalk.now + .minutes(5)) == .wrongAnswer)
        walk.enter(.answer("123456"), at: SignInWalk.now + .seconds(299))
        #expect(walk.step == "done")
    }

    @Test func `a code is sent to the factor`() throws {
        var walk = try SignInWalk()
        try walk.signIn("many@example.com")
        walk.enter(.choose(factor: "sms1"))
        guard case .send(let message) = walk.effects.first else { throw SignInFailure() }
        #expect(message.kind == .sms)
        #expect(message.recipient == "+15551234567")
        #expect(message.code == "123456")
        walk.enter(.choose(factor: "mail1"))
        guard case .send(let mail) = walk.effects.first else { throw SignInFailure() }
        #expect(mail.recipient == "many@example.com")
        walk.enter(.choose(factor: "totp1"))
        #expect(walk.effects.isEmpty)
    }

    @Test func `recovery: a code, then a new password`() throws {
        var walk = try SignInWalk(.enrolled, .recovery)
        let many = try walk.user("many@example.com")
        walk.enter(.identify(many.id))
        #expect(walk.step == "chooseFactor")
        let mail = Factor(["factorType": "email"], of: many.id, email: "many@example.com")?.id ?? ""
        walk.enter(.choose(factor: mail))
        guard case .send(let message) = walk.effects.first else { throw SignInFailure() }
        #expect(message.purpose == .recovery)
        walk.enter(.answer("123456"))
        #expect(walk.step == "newPassword")
        walk.enter(.newPassword("New-pw-123", isReused: false))
        #expect(walk.step == "done")
        #expect(walk.effects == [.setPassword(many.id, "New-pw-123")])
    }

    @Test func `recovery: wrong answers count, and too many end it`() throws {
        var walk = try SignInWalk(.enrolled, .recovery)
        let many = try walk.user("many@example.com")
        walk.enter(.identify(many.id), .choose(factor: "sms1"))
        #expect(walk.enter(.answer("000000")) == .wrongAnswer)
        #expect(walk.effects == [.countFailure(many.id)])
        #expect(walk.enter(.excessAnswer) == .tooManyAnswers)
        #expect(walk.effects.isEmpty)
        #expect(walk.step == "challenge sms1")
    }

    @Test func `unlock: a code, and no sign-in`() throws {
        var walk = try SignInWalk(.enrolled, .unlock)
        #expect(walk.enter(.identify(try walk.user("many@example.com").id)) == .notAllowed)
        let locked = try walk.user("locked@example.com")
        walk.enter(.identify(locked.id), .choose(factor: "sms2"), .answer("123456"))
        #expect(walk.step == "unlocked")
        #expect(walk.effects == [.unlock(locked.id)])
    }

    @Test func `a forgotten password turns a sign-in into a recovery`() throws {
        var walk = try SignInWalk()
        walk.enter(.recover)
        #expect(walk.step == "identify")
        #expect(walk.enter(.password(.accepted(try walk.user("plain@example.com")))) == .notOffered)
        walk.enter(.identify(try walk.user("plain@example.com").id))
        #expect(walk.step == "chooseFactor")
        walk.enter(.cancel)
        #expect(walk.transaction.generation == 1)
        walk.enter(.identify(try walk.user("plain@example.com").id), .recover)
        #expect(walk.step == "chooseFactor")
    }

    @Test func `a sign-in that begins anew still needs what its client asked for`() throws {
        var walk = try SignInWalk()
        walk.transaction.needsSecondFactor = true
        walk.transaction.browser = "browser"
        walk.enter(.cancel)
        #expect(walk.transaction.needsSecondFactor && walk.transaction.browser == "browser")
        try walk.signIn("plain@example.com")
        #expect(walk.step == "chooseEnrollment")
    }
}

struct SignInFailure: Error {}
