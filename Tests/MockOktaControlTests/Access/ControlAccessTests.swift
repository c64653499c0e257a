import MockOktaControl
import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// Who may steer, and where.
@Suite struct ControlAccessTests {
    private static let paths = [
        "/_mock/clock", "/_mock/requests", "/_mock/nothing", "/_mock/faults", "/_mock/fixtures",
    ]

    @Test(arguments: paths)
    func `switched off, everything but health is absent`(path: String) throws {
        let double = try TestDouble(access: ControlAccess(isEnabled: false))
        #expect(Answer(try double.send(.get(path))).status == 404)
        #expect(Answer(try double.send(.get("/_mock/health"))).status == 200)
        #expect(Answer(try double.send(.get("/t/a/_mock/health"))).status == 200)
        #expect(Answer(try double.send(.get("/oauth2/default/v1/keys"))).status == 200)
    }

    private static let credentials: [(String?, Int)] = [
        (nil, 401), ("Bearer wrong", 401), ("Bearer ", 401), ("Basic s3cret", 401), ("s3cret", 401),
        ("Bearer s3cret", 200), ("bearer s3cret", 200),
    ]

    @Test(arguments: credentials)
    func `with a token, only its bearer may steer`(credential: String?, status: Int) throws {
        let double = try TestDouble(access: ControlAccess(token: "s3cret"))
        let fields: HTTPFields = credential.map { ["Authorization": $0] } ?? [:]
        let answer = Answer(try double.send(.get("/_mock/clock", [], fields)))
        #expect(answer.status == status)
        #expect((answer.field("WWW-Authenticate") != nil) == (status == 401))
        #expect(Answer(try double.send(.get("/_mock/health"))).status == 200)
    }

    @Test func `with a port of its own, each port serves its part`() throws {
        let org = try TestDouble(access: ControlAccess(role: .orgOnly))
        #expect(Answer(try org.send(.get("/_mock/clock"))).status == 404)
        #expect(Answer(try org.send(.get("/_mock/health"))).status == 200)
        #expect(Answer(try org.send(.get("/oauth2/default/v1/keys"))).status == 200)
        let control = try TestDouble(access: ControlAccess(role: .controlOnly))
        #expect(Answer(try control.send(.get("/_mock/clock"))).status == 200)
        #expect(Answer(try control.send(.get("/oauth2/default/v1/keys"))).status == 404)
    }

    @Test func `the CA is given out where there is one`() throws {
        let double = try TestDouble(access: ControlAccess(certificateAuthority: "-----BEGIN"))
        #expect(Answer(try double.send(.get("/_mock/ca.pem"))).text == "-----BEGIN")
        #expect(Answer(try TestDouble().send(.get("/_mock/ca.pem"))).status == 404)
    }
}
