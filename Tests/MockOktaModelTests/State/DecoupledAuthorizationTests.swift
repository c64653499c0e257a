import MockOktaModel
import Testing

@Suite struct DecoupledAuthorizationTests {
    typealias Poll = DecoupledAuthorization.Poll

    private static let start = Instant(seconds: 1_767_225_600)
    private static let alice = UserID(rawValue: "00u1")
    private static let proof = Authentication(time: start)

    private func authorization() -> DecoupledAuthorization {
        DecoupledAuthorization(
            .device(userCode: "BCDFGHJK"),
            clientID: "tv-app",
            serverID: AuthorizationServerID(rawValue: "default"),
            scopes: ["openid"],
            created: Self.start,
            lifetime: .seconds(600)
        )
    }

    private func poll(_ authorization: inout DecoupledAuthorization, _ now: Instant) -> Poll {
        authorization.poll(at: now)
    }

    @Test(arguments: [
        ([0], [Poll.pending]), ([0, 5], [.pending, .pending]), ([0, 4], [.pending, .tooFast]),
        ([0, 4, 8, 13], [.pending, .tooFast, .tooFast, .pending]), ([599, 600], [.pending, .expired]),
        ([0, 1, 600], [.pending, .tooFast, .expired]), ([700], [.expired]),
    ])
    func `while nobody has decided, polls are pending, too fast or expired`(seconds: [Int64], answers: [Poll]) {
        var authorization = authorization()
        #expect(seconds.map { authorization.poll(at: Self.start + .seconds($0)) } == answers)
    }

    @Test func `the interval counts from the last poll, at the full resolution of the clock`() {
        var authorization = authorization()
        _ = authorization.poll(at: Self.start)
        let soon = Self.start + TimeSpan(microseconds: 4_999_999)
        #expect(poll(&authorization, soon) == .tooFast)
        #expect(poll(&authorization, soon + .seconds(5)) == .pending)
    }

    @Test func `a decision is answered at once, however soon the poll comes`() {
        var denied = authorization()
        _ = denied.poll(at: Self.start)
        denied.decision = .denied
        #expect(poll(&denied, Self.start) == .denied)
        var approved = authorization()
        _ = approved.poll(at: Self.start)
        approved.decision = .approved(Self.alice, Self.proof)
        #expect(poll(&approved, Self.start) == .approved(Self.alice, Self.proof))
        #expect(poll(&approved, Self.start + .seconds(600)) == .expired)
    }

    @Test func `an approval is redeemed once, and not after the deadline`() {
        var authorization = authorization()
        let early = authorization.redeem(at: Self.start)
        authorization.decision = .approved(Self.alice, Self.proof)
        var late = authorization
        let tooLate = late.redeem(at: Self.start + .seconds(600))
        let first = authorization.redeem(at: Self.start)
        let second = authorization.redeem(at: Self.start)
        #expect([early, tooLate, first, second] == [false, false, true, false])
        #expect(poll(&authorization, Self.start) == .redeemed)
    }

    @Test func `a user can decide until the deadline, once`() {
        var authorization = authorization()
        #expect(authorization.isPending(at: Self.start + TimeSpan(microseconds: 599_999_999)))
        #expect(!authorization.isPending(at: Self.start + .seconds(600)))
        authorization.decision = .denied
        #expect(!authorization.isPending(at: Self.start))
    }
}
