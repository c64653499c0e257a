import MockOktaMemoryStore
import MockOktaModel
import Testing

/// What may be used once is used once, however many try at the same time.
@Suite struct OneTimeUseTests {
    private static let now = Instant(seconds: 1_767_225_600)
    private static let key = RecordKey([1, 2, 3, 4])
    private static let refusal = Refusal(.invalidRequestURI, why: "there is no such record")

    /// How many of fifty attempts at once succeed.
    private func successes(_ attempt: @escaping @Sendable () throws -> Bool) async throws -> Int {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 { group.addTask(operation: attempt) }
            return try await group.reduce(0) { $1 ? $0 + 1 : $0 }
        }
    }

    @Test func `a record is inserted first by one of fifty`() async throws {
        let store = Records(MemoryStore<Tombstone>(), name: "records")
        let count = try await successes {
            try store.insertFirst(Tombstone(), for: Self.key, expires: Self.now + .seconds(1), at: Self.now)
        }
        #expect(count == 1)
        #expect(try store.insertFirst(Tombstone(), for: Self.key, expires: .distantFuture, at: Self.now + .seconds(1)))
    }

    @Test func `a pushed request is taken by one of fifty`() async throws {
        let state = IssuedState(MemoryStateStore().engine(of: "main"))
        let store = state.pushedRequests
        let request = PushedRequest(
            clientID: "web-app",
            serverID: AuthorizationServerID(rawValue: "default"),
            parameters: [.init("state", "s")]
        )
        try store.insert(request, for: Self.key, expires: Self.now + PushedRequest.lifetime, at: Self.now)
        let count = try await successes {
            var batch = RecordBatch()
            batch.take(Self.key, of: store, orElse: Self.refusal)
            do throws(Refusal) {
                try state.commit(batch, at: Self.now)
                return true
            } catch {
                #expect(error == Self.refusal)
                return false
            }
        }
        #expect(count == 1)
        #expect(try store.record(Self.key, at: Self.now) == nil)
    }

    @Test func `an approved device is redeemed by one of fifty`() async throws {
        let store = Records(MemoryStore<DecoupledAuthorization>(), name: "records")
        var authorization = DecoupledAuthorization(
            .device(userCode: "BCDFGHJK"),
            clientID: "tv-app",
            serverID: AuthorizationServerID(rawValue: "default"),
            scopes: ["openid"],
            created: Self.now,
            lifetime: .seconds(600)
        )
        authorization.decision = .approved(UserID(rawValue: "00u1"), Authentication(time: Self.now))
        try store.insert(authorization, for: Self.key, expires: authorization.retention, at: Self.now)
        let count = try await successes {
            try store.update(Self.key, at: Self.now) { $0?.record.redeem(at: Self.now) ?? false }
        }
        #expect(count == 1)
    }
}
