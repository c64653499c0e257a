import MockOktaEngine
import MockOktaIssuing
import MockOktaModel
import MockOktaTestSupport
import Testing

/// All orgs of a process together keep twice as many pushed requests as one client may.
@Suite struct PushedRequestBudgetTests {
    private static let now = Instant(seconds: 1_767_225_600)

    @Test func `orgs share the budget`() {
        let budget = PushedRequestBudget()
        let (one, other) = (PushedRequestBudget.Share(of: budget), PushedRequestBudget.Share(of: budget))
        #expect(one.add(9, at: Self.now, limit: 10))
        #expect(other.add(10, at: Self.now, limit: 10))
        #expect(!other.add(2, at: Self.now, limit: 10))
        #expect(other.add(1, at: Self.now, limit: 10))
        one.remove(3)
        #expect(other.add(3, at: Self.now, limit: 10))
        #expect(!one.add(1, at: Self.now, limit: 10))
    }

    @Test func `what has expired, was reset or is gone no longer counts`() {
        let budget = PushedRequestBudget()
        let kept = PushedRequestBudget.Share(of: budget)
        #expect(PushedRequestBudget.Share(of: budget).add(20, at: Self.now, limit: 10))
        #expect(kept.add(20, at: Self.now, limit: 10))
        #expect(!kept.add(1, at: Self.now + .seconds(3599), limit: 10))
        #expect(kept.add(1, at: Self.now + .seconds(3600), limit: 10))
        kept.removeAll()
        #expect(kept.add(20, at: Self.now, limit: 10))
    }

    @Test func `a process that only gets what is pushed accepts it, as long as another uses it`() throws {
        let stores = OutsideStores(kind: .redis)
        let doubles = try (0..<2).map { _ in try TestDouble([TestOrganization.builtIn()], store: stores) }
        let snapshots = doubles.map { $0.tenant.snapshot(BaseURLs(front: "https://okta.example")) }
        let client = try #require(snapshots[0].organization.application(clientID: "native-app"))
        let counts = snapshots.map { PushedRequestCount(client, $0) }
        let server = AuthorizationServerID(rawValue: "default")
        let request = PushedRequest(clientID: client.clientID, serverID: server, parameters: [])
        let refusal = Refusal.tooManyPushedRequests(of: client.clientID, limit: 2)
        func push() throws { try counts[0].add(request, limit: 2, with: RecordBatch(), orElse: refusal) }
        for _ in 0..<10 {
            try push()
            var batch = RecordBatch()
            counts[1].remove(request, in: &batch)
            try snapshots[1].state.commit(batch, at: snapshots[1].now)
        }
        // The count of the client is in the store, and limits it as before.
        try push()
        try push()
        #expect(throws: refusal) { try push() }
    }
}
