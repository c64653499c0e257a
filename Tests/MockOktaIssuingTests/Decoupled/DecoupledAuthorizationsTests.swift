import MockOktaEngine
import MockOktaIssuing
import MockOktaModel
import MockOktaTestSupport
import Testing

@Suite struct DecoupledAuthorizationsTests {
    private let double: TestDouble

    init() throws {
        double = try TestDouble([TestOrganization.builtIn()])
    }

    private var authorizations: DecoupledAuthorizations {
        DecoupledAuthorizations(double.tenant.snapshot(BaseURLs(front: "https://okta.example")))
    }

    private func authorization(_ flow: DecoupledAuthorization.Flow) -> DecoupledAuthorization {
        DecoupledAuthorization(
            flow,
            clientID: "native-app",
            serverID: AuthorizationServerID(rawValue: "default"),
            scopes: ["openid"],
            created: double.tenant.now,
            lifetime: .seconds(600)
        )
    }

    @Test func `a user code finds its authorization until it expires, and is taken as long`() {
        let device = authorization(.device(userCode: "BCDFGHJK"))
        #expect(authorizations.insert(device, deviceCode: "d-1", userCode: "BCDFGHJK"))
        #expect(!authorizations.insert(device, deviceCode: "d-2", userCode: "BCDFGHJK"))
        #expect(authorizations.device(userCode: "bcdf-ghjk") == device)
        #expect(authorizations.device(userCode: "BCDFGHJL") == nil)
        double.advance(600)
        #expect(authorizations.device(userCode: "BCDFGHJK") == nil)
        #expect(authorizations.insert(device, deviceCode: "d-3", userCode: "BCDFGHJK"))
    }

    @Test func `the first decision counts`() {
        _ = authorizations.insert(authorization(.device(userCode: "BCDFGHJK")), deviceCode: "d-1", userCode: "BCDFGHJK")
        #expect(authorizations.pending.count == 1)
        #expect(authorizations.decide(userCode: "BCDFGHJK", .denied))
        #expect(!authorizations.decide(userCode: "BCDFGHJK", .pending))
        #expect(authorizations.device(userCode: "BCDFGHJK")?.decision == .denied)
        #expect(authorizations.pending.isEmpty)
        #expect(!authorizations.decide(userCode: "XXXXXXXX", .denied))
    }

    @Test func `a backchannel request is decided on by its id, not after its deadline`() {
        let flow = DecoupledAuthorization.Flow.backchannel(
            id: "ft1",
            userID: UserID(rawValue: "00u1"),
            bindingMessage: nil
        )
        authorizations.insert(authorization(flow), backchannel: "ft1")
        #expect(authorizations.backchannel("ft1")?.flow == flow)
        double.advance(600)
        #expect(authorizations.backchannel("ft1") == nil)
        #expect(!authorizations.decide(backchannel: "ft1", .denied))
    }

    @Test func `a client gets a thousand user codes within the lifetime of the first`() {
        let allowed = (0..<1001).map { _ in authorizations.countUserCode(of: "tv-app") }
        #expect(allowed == [Bool](repeating: true, count: 1000) + [false])
        #expect(authorizations.countUserCode(of: "other-app"))
        double.advance(600)
        #expect(authorizations.countUserCode(of: "tv-app"))
    }
}
