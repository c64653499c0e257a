import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Ordered tokens have the requested lifetime, to the microsecond, at any fraction of a second.
struct OrderedLifetimeTests {
    private static func mint(_ double: TestDouble, _ changes: JSONObject) throws -> Answer {
        var body: JSONObject = ["client": "web-app", "user": "alice@example.com", "scope": "openid offline_access"]
        for member in changes.members { body[member.key] = member.value }
        return try ControlClient(double).post("/tokens", .object(body))
    }

    private static func isActive(_ token: String, _ double: TestDouble) throws -> Bool? {
        try OAuthClient(double).introspect(token, basic: OAuthClient.web)["active"]?.bool
    }

    @Test(
        arguments: ["access", "id", "refresh"],
        [("PT0.5S", 500_000), ("PT1S", 1_000_000), ("PT60S", 60_000_000), ("PT90.25S", 90_250_000)]
    )
    func `a token is good until its time is up, and dead then`(kind: String, ttl: (String, Int64)) throws {
        let double = try TestDouble()
        double.advance(TimeSpan(microseconds: 700_000))
        let token = try Self.mint(double, ["kind": .string(kind), "ttl": .string(ttl.0)]).string("token")
        double.advance(TimeSpan(microseconds: ttl.1 - 1))
        #expect(try Self.isActive(token, double) == true)
        double.advance(TimeSpan(microseconds: 1))
        #expect(try Self.isActive(token, double) == false)
    }

    @Test(arguments: ["access", "id", "refresh"])
    func `a token for no time at all is dead`(kind: String) throws {
        let double = try TestDouble()
        let token = try Self.mint(double, ["kind": .string(kind), "ttl": 0]).string("token")
        #expect(try Self.isActive(token, double) == false)
    }

    @Test func `an exp that is ordered counts as it stands`() throws {
        let double = try TestDouble()
        double.advance(TimeSpan(microseconds: 700_000))
        let exp = Int(TestDouble.start.seconds) + 10
        let token = try Self.mint(double, ["kind": "access", "claims": ["exp": .integer(exp)]]).string("token")
        double.advance(TimeSpan(microseconds: 9_299_999))
        #expect(try Self.isActive(token, double) == true)
        double.advance(TimeSpan(microseconds: 1))
        #expect(try Self.isActive(token, double) == false)
    }

    @Test(arguments: [Int.max, .min, 0], [Int.max, .min, 0])
    func `numbers too far apart are ordered without harm`(exp: Int, iat: Int) throws {
        let double = try TestDouble()
        for flaw in ["expired", "not_yet_valid"] {
            let claims: JSON = ["exp": .integer(exp), "iat": .integer(iat)]
            let answer = try Self.mint(double, ["kind": "access", "claims": claims, "broken": .string(flaw)])
            #expect(answer.status == 201)
            #expect(try Self.isActive(answer.string("token"), double) != nil)
        }
    }
}
