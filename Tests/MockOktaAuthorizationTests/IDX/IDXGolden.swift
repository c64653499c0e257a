import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// A state of a sign-in by the Identity Engine's API: how to get there, and its envelope.
struct IDXGolden: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let overlay: String
    let walk: @Sendable (IDXClient, TestDouble) throws -> Answer
    let envelope: String

    init(
        _ name: String,
        overlay: String = "{}",
        _ walk: @escaping @Sendable (IDXClient, TestDouble) throws -> Answer
    ) {
        testDescription = name
        self.overlay = overlay
        envelope = Self.envelopes[name] ?? ""
        self.walk = walk
    }

    private static func identify(_ client: IDXClient, _ login: String, _ password: String) throws -> Answer {
        var members = IDXClient.passcode(password)
        members["identifier"] = .string(login)
        return try client.submit(client.begin(), "identify", members)
    }

    private static func register(_ client: IDXClient) throws -> Answer {
        let form = try client.submit(client.begin(), "select-enroll-profile")
        let profile: JSON = ["firstName": "Nia", "lastName": "New", "email": "nia@example.com"]
        return try client.submit(form, "enroll-profile", ["userProfile": profile])
    }

    private static let identifierFirst = #"{mock: {signInPage: {layout: "identifier-first"}}}"#
    private static let enroll = "select-authenticator-enroll"

    static let all: [IDXGolden] = [
        IDXGolden("identify") { client, _ in try client.begin() },
        IDXGolden("identify first", overlay: identifierFirst) { client, _ in try client.begin() },
        IDXGolden("password", overlay: identifierFirst) { client, _ in
            try client.submit(client.begin(), "identify", ["identifier": "alice@example.com"])
        },
        IDXGolden("select") { client, _ in try identify(client, "una@example.com", "Una-pw-123") },
        IDXGolden("email") { client, _ in
            try client.choose(identify(client, "una@example.com", "Una-pw-123"), "Email")
        },
        IDXGolden("question") { client, _ in try identify(client, "quin@example.com", "Quin-pw-123") },
        IDXGolden("expired") { client, _ in try identify(client, "ed@example.com", "Ed-pw-123") },
        IDXGolden("warning") { client, _ in try identify(client, "ada@example.com", "Ada-pw-123") },
        IDXGolden("identify-recovery") { client, _ in try client.submit(client.begin(), "recover") },
        IDXGolden("recovery") { client, _ in
            let form = try client.submit(client.begin(), "recover")
            return try client.submit(form, "identify-recovery", ["identifier": "alice@example.com"])
        },
        IDXGolden("enroll-profile") { client, _ in try client.submit(client.begin(), "select-enroll-profile") },
        IDXGolden("first password") { client, _ in try client.choose(register(client), "Password", by: enroll) },
        IDXGolden("optional factors") { client, _ in
            let form = try client.choose(register(client), "Password", by: enroll)
            return try client.submit(form, "enroll-authenticator", IDXClient.passcode("Good-pw-123"))
        },
        IDXGolden("unlock") { client, _ in try client.submit(client.begin(), "unlock-account") },
    ]

    /// Users with one factor each, so that the envelopes are short.
    static let users = """
        {users: [
          {id: "00uuna", profile: {login: "una@example.com", firstName: "Una", lastName: "Mail"},
           credentials: {password: {value: "Una-pw-123"}}, factors: [{id: "eae1", factorType: "email"}]},
          {id: "00uquin", profile: {login: "quin@example.com", firstName: "Quin", lastName: "Ask"},
           credentials: {password: {value: "Quin-pw-123"}}, factors: [{id: "qae1", factorType: "question",
             profile: {question: "disliked_food", answer: "Spinach"}}]}]}
        """
}
