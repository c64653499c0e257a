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

    @Test func `a user code finds its authorization until it expires, and is taken as long`() throws {
        let device = authorization(.device(userCode: "BCDFGHJK"))
        #expect(try authorizations.insert(device, deviceCode: "d-1", userCode: "BCDFGHJK"))
        #expect(try !authorizations.insert(device, deviceCode: "d-2", userCode: "BCDFGHJK"))
        #expect(try authorizations.device(userCode: "bcdf-ghjk") == device)
        #expect(try authorizations.device(userCode: "BCDFGHJL") == nil)
        double.advance(600)
        #expect(try authorizations.device(userCode: "BCDFGHJK") == nil)
        #expect(try authorizations.insert(device, deviceCode: "d-3", userCode: "BCDFGHJK"))
    }

    @Test func `the first decision counts`() throws {
        _ = try authorizations.insert(
            authorization(.device(userCode: "BCDFGHJK")),
            deviceCode: "d-1",
            userCode: "BCDFGHJK"
        )
        #expect(try authorizations.pending().count == 1)
        #expect(try authorizations.decide(userCode: "BCDFGHJK", .denied))
        #expect(try !authorizations.decide(userCode: "BCDFGHJK", .pending))
        #expect(try authorizations.device(userCode: "BCDFGHJK")?.decision == .denied)
        #expect(try authorizations.pending().isEmpty)
        #expect(try !authorizations.decide(userCode: "XXXXXXXX", .denied))
    }

    @Test func `a backchannel request is decided on by its id, not after its deadline`() throws {
        let flow = DecoupledAuthorization.Flow.backchannel(
            id: "ft1",
            userID: UserID(rawValue: "00u1"),
            bindingMessage: nil
        )
        var batch = RecordBatch()
        authorizations.insert(authorization(flow), backchannel: "ft1", in: &batch)
        let snapshot = double.tenant.snapshot(BaseURLs(front: "https://okta.example"))
        try snapshot.state.commit(batch, at: snapshot.now)
        #expect(try authorizations.backchannel("ft1")?.flow == flow)
        double.advance(600)
        #expect(try authorizations.backchannel("ft1") == nil)
        #expect(try !authorizations.decide(backchannel: "ft1", .denied))
    }

    @Test func `a client gets a thousand user codes within the lifetime of the first`() throws {
        let allowed = try (0..<1001).map { _ in try authorizations.countUserCode(of: "tv-app") }
        #expect(allowed == [Bool](repeating: true, count: 1000) + [false])
        #expect(try authorizations.countUserCode(of: "other-app"))
        double.advance(600)
        #expect(try authorizations.countUserCode(of: "tv-app"))
    }
}
