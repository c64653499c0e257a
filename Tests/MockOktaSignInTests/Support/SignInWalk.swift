import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn
import MockOktaTestSupport

/// Walks through sign-ins without HTTP: an org, inputs, and the steps they lead to.
struct SignInWalk {
    static let now = Instant(seconds: 1_234_567_890)

    static let fixture = """
        {users: [
          {id: "00uplain", profile: {login: "plain@example.com"}, credentials: {password: {value: "Plain-pw-1"}}},
          {id: "00uold", status: "PASSWORD_EXPIRED", profile: {login: "old@example.com"},
           credentials: {password: {value: "Old-pw-123"}}},
          {id: "00ulocked", status: "LOCKED_OUT", profile: {login: "locked@example.com"}, factors: [
            {id: "sms2", factorType: "sms", profile: {phoneNumber: "+15551234567"}}]},
          {id: "00umany", profile: {login: "many@example.com"}, credentials: {password: {value: "Many-pw-1"}}, factors: [
            {id: "totp1", factorType: "token:software:totp", provider: "GOOGLE",
             mock: {sharedSecret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"}},
            {id: "mail1", factorType: "email"},
            {id: "sms1", factorType: "sms", profile: {phoneNumber: "+15551234567"}},
            {id: "question1", factorType: "question", profile: {question: "disliked_food", answer: "Spinach"}},
            {id: "push1", factorType: "push"},
            {id: "off1", factorType: "call", status: "PENDING_ACTIVATION", profile: {phoneNumber: "+15550000000"}},
            {id: "key1", factorType: "webauthn"}]}],
         mock: {oneTimeCode: "123456"}}
        """

    private(set) var organization: Organization
    var transaction: SignInTransaction
    var effects: [SignInEffect] = []
    private var random = SeededRandom(seed: 1, purpose: "test", ordinal: 0)

    init(
        _ second: SecondFactor = .enrolled,
        _ purpose: SignInTransaction.Purpose = .signIn,
        policies: String = "{}",
        request: SignInRequest = .page(clientID: "app")
    ) throws {
        let overlay = "{mock: {secondFactor: '\(second.rawValue)'}}"
        organization = try TestOrganization.read([Self.fixture, overlay, policies])
        transaction = SignInTransaction(purpose, .identify, request, created: Self.now)
    }

    func user(_ login: String) throws -> User {
        guard let user = organization.user(login: login) else {
            throw SignInFailure()
        }
        return user
    }

    /// Applies inputs; returns why the last one was refused.
    @discardableResult
    mutating func enter(_ inputs: SignInInput..., at now: Instant = Self.now) -> SignInRefusal? {
        var refusal: SignInRefusal?
        for input in inputs {
            let machine = SignInMachine(organization, at: now, SignInDraw(&random, organization.settings))
            let outcome = machine.apply(input, to: transaction)
            transaction = outcome.transaction
            effects = outcome.effects
            refusal = outcome.refusal
            for case .createUser(let document, let groups) in effects {
                if let user = DocumentReader.user(document, groups: groups) {
                    organization = organization.changing { $0.users.set(user) }
                }
            }
        }
        return refusal
    }

    /// Enters a right password.
    mutating func signIn(_ login: String) throws {
        let user = try user(login)
        enter(.password(user.status == .passwordExpired ? .passwordExpired(user) : .accepted(user)))
    }

    /// Whether the step can be left out.
    var canSkip: Bool {
        mutating get {
            SignInMachine(organization, at: Self.now, SignInDraw(&random, organization.settings)).canSkip(transaction)
        }
    }

    var step: String { transaction.step.name }

    /// The factors that can be set up now.
    var enrollable: [Factor.Kind] {
        mutating get {
            SignInMachine(organization, at: Self.now, SignInDraw(&random, organization.settings)).enrollable(
                transaction
            )
        }
    }
}

extension SignInTransaction.Step {
    var name: String {
        switch self {
        case .identify: "identify"
        case .password: "password"
        case .chooseFactor: "chooseFactor"
        case .challenge(let challenge): "challenge " + challenge.factor.id
        case .chooseEnrollment: "chooseEnrollment"
        case .enrollment(let enrollment): "enrollment " + enrollment.challenge.factor.kind.rawValue
        case .newPassword: "newPassword"
        case .passwordWarning: "passwordWarning"
        case .profile: "profile"
        case .consent: "consent"
        case .keepMeSignedIn: "keepMeSignedIn"
        case .done: "done"
        case .unlocked: "unlocked"
        case .refused: "refused"
        }
    }
}
