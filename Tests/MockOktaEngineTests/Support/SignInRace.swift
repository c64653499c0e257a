import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport

/// A double under fifty connections, whose store yields between reading and writing, and sign-ins by `/api/v1/authn`.
struct SignInRace {
    static let volume = 50

    let double: TestDouble

    init(_ overlay: String = "{}") throws {
        double = try TestDouble(
            [TestOrganization.builtIn(), FactorsFixture.text, IDXClient.fixture, overlay],
            .socket,
            loops: 8,
            store: YieldingStateStore()
        )
    }

    /// The challenge of a factor.
    func challenge(_ factor: String) throws -> Answer {
        let client = AuthnClient(double)
        return try client.choose(factor, client.start("mia@example.com", "Mia-pw-1"))
    }

    static func verify(_ challenge: Answer, _ factor: String, _ code: JSON) -> HTTPRequest {
        let body: JSON = ["stateToken": .string(challenge.string("stateToken")), "passCode": code]
        return AuthnClient.request("/factors/\(factor)/verify", body)
    }

    /// What alice enters into the form `identify`.
    static var credentials: JSONObject {
        var members = IDXClient.passcode("Alice-pw-1")
        members["identifier"] = "alice@example.com"
        return members
    }

    /// The answers to one request over fifty connections.
    func burst(_ request: HTTPRequest) throws -> [Answer] {
        try RequestBurst.fire(Array(repeating: request, count: Self.volume), at: double)
    }
}
