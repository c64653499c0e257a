import MockOktaModel
import MockOktaSignIn
import Testing

/// A row of the machine's table: who has signed in under which policy, what they enter, and where that leads.
struct SignInRow: CustomTestStringConvertible, Sendable {
    let user: String
    let policy: SecondFactor
    let inputs: [SignInInput]
    let step: String
    let refusal: SignInRefusal?

    init(
        _ user: String,
        _ policy: SecondFactor = .enrolled,
        _ inputs: [SignInInput] = [],
        _ step: String,
        _ refusal: SignInRefusal? = nil
    ) {
        self.user = user
        self.policy = policy
        self.inputs = inputs
        self.step = step
        self.refusal = refusal
    }

    var testDescription: String { "\(user) \(policy) \(inputs) → \(step)" }
}

extension SignInRow {
    static let all: [SignInRow] = [
        // After the right password.
        SignInRow("plain@example.com", .enrolled, [], "done"), SignInRow("plain@example.com", .never, [], "done"),
        SignInRow("plain@example.com", .required, [], "chooseEnrollment"),
        SignInRow("many@example.com", .enrolled, [], "chooseFactor"),
        SignInRow("many@example.com", .required, [], "chooseFactor"), SignInRow("many@example.com", .never, [], "done"),
        SignInRow("old@example.com", .enrolled, [], "newPassword"),
        SignInRow("old@example.com", .never, [], "newPassword"),
        // Choosing.
        SignInRow("many@example.com", .enrolled, [.choose(factor: "mail1")], "challenge mail1"),
        SignInRow("many@example.com", .enrolled, [.choose(factor: "off1")], "chooseFactor", .notOffered),
        SignInRow("many@example.com", .enrolled, [.choose(factor: "key1")], "chooseFactor", .notOffered),
        SignInRow(
            "many@example.com",
            .enrolled,
            [.choose(factor: "mail1"), .choose(factor: "sms1")],
            "challenge sms1"
        ),
        SignInRow("many@example.com", .enrolled, [.choose(factor: "mail1"), .previous], "chooseFactor"),
        SignInRow("many@example.com", .enrolled, [.choose(factor: "mail1"), .resend], "challenge mail1"),
        SignInRow("many@example.com", .enrolled, [.choose(factor: "totp1"), .resend], "challenge totp1", .notOffered),
        SignInRow("many@example.com", .enrolled, [.answer("123456")], "chooseFactor", .notOffered),
        // Proving.
        SignInRow("many@example.com", .enrolled, [.choose(factor: "mail1"), .answer("123456")], "done"),
        SignInRow("many@example.com", .enrolled, [.choose(factor: "sms1"), .answer("123456")], "done"),
        SignInRow("many@example.com", .enrolled, [.choose(factor: "totp1"), .answer("005924")], "done"),
        SignInRow("many@example.com", .enrolled, [.choose(factor: "question1"), .answer("SPINACH")], "done"),
        SignInRow("many@example.com", .enrolled, [.choose(factor: "push1"), .decide(isApproved: true)], "done"),
        SignInRow("many@example.com", .enrolled, [.choose(factor: "mail1"), .decide(isApproved: true)], "done"),
        SignInRow(
            "many@example.com",
            .enrolled,
            [.choose(factor: "push1"), .decide(isApproved: false)],
            "challenge push1"
        ),
        SignInRow(
            "many@example.com",
            .enrolled,
            [.choose(factor: "push1"), .decide(isApproved: false), .decide(isApproved: true)],
            "challenge push1",
            .notOffered
        ),
        SignInRow(
            "many@example.com",
            .enrolled,
            [.choose(factor: "sms1"), .decide(isApproved: true)],
            "challenge sms1",
            .notOffered
        ),
        SignInRow(
            "many@example.com",
            .enrolled,
            [.choose(factor: "mail1"), .answer("000000")],
            "challenge mail1",
            .wrongAnswer
        ),
        SignInRow("many@example.com", .enrolled, [.choose(factor: "totp1"), .usedCode], "challenge totp1", .usedCode),
        SignInRow(
            "many@example.com",
            .enrolled,
            [.choose(factor: "push1"), .answer("")],
            "challenge push1",
            .wrongAnswer
        ),
        SignInRow(
            "many@example.com",
            .enrolled,
            [.choose(factor: "mail1"), .answer("123456"), .answer("123456")],
            "done",
            .notOffered
        ),
        SignInRow("many@example.com", .enrolled, [.choose(factor: "mail1"), .cancel], "identify"),
        // Setting up.
        SignInRow("plain@example.com", .required, [.enroll(FactorDraft(.totp))], "enrollment token:software:totp"),
        SignInRow("plain@example.com", .required, [.enroll(FactorDraft(.email)), .answer("123456")], "done"),
        SignInRow("plain@example.com", .required, [.enroll(FactorDraft(.email)), .previous], "chooseEnrollment"),
        SignInRow(
            "plain@example.com",
            .required,
            [.enroll(FactorDraft(.email)), .answer("1")],
            "enrollment email",
            .wrongAnswer
        ),
        SignInRow("plain@example.com", .required, [.enroll(FactorDraft(.push))], "chooseEnrollment", .notOffered),
        SignInRow(
            "plain@example.com",
            .required,
            [.enroll(FactorDraft(.sms))],
            "chooseEnrollment",
            .invalidPhoneNumber
        ),
        SignInRow(
            "plain@example.com",
            .required,
            [.enroll(FactorDraft(.sms, target: "+1 (555) 123-4567"))],
            "enrollment sms"
        ),
        SignInRow(
            "plain@example.com",
            .required,
            [.enroll(FactorDraft(.call, target: "555"))],
            "chooseEnrollment",
            .invalidPhoneNumber
        ),
        SignInRow(
            "plain@example.com",
            .required,
            [.enroll(FactorDraft(.question, target: "disliked_food", answer: "Spinach"))],
            "done"
        ),
        SignInRow(
            "plain@example.com",
            .required,
            [.enroll(FactorDraft(.question, target: "disliked_food", answer: "ham"))],
            "chooseEnrollment",
            .shortAnswer
        ),
        SignInRow(
            "plain@example.com",
            .required,
            [.enroll(FactorDraft(.question))],
            "chooseEnrollment",
            .unknownQuestion
        ),
        // A password that has expired.
        SignInRow("old@example.com", .enrolled, [.newPassword("New-pw-123", isReused: false)], "done"),
        SignInRow("old@example.com", .required, [.newPassword("New-pw-123", isReused: false)], "chooseEnrollment"),
        SignInRow(
            "old@example.com",
            .enrolled,
            [.newPassword("Old-pw-123", isReused: true)],
            "newPassword",
            .weakPassword(.history)
        ),
        SignInRow(
            "old@example.com",
            .enrolled,
            [.newPassword("short", isReused: false)],
            "newPassword",
            .weakPassword(.length)
        ),
        SignInRow(
            "old@example.com",
            .enrolled,
            [.newPassword("nouppercase1", isReused: false)],
            "newPassword",
            .weakPassword(.upperCase)
        ),
        SignInRow(
            "old@example.com",
            .enrolled,
            [.newPassword("NOLOWERCASE1", isReused: false)],
            "newPassword",
            .weakPassword(.lowerCase)
        ),
        SignInRow(
            "old@example.com",
            .enrolled,
            [.newPassword("Nonumbers", isReused: false)],
            "newPassword",
            .weakPassword(.number)
        ),
        SignInRow(
            "old@example.com",
            .enrolled,
            [.newPassword("My-Example-1", isReused: false)],
            "newPassword",
            .weakPassword(.userName)
        ),
    ]
}
