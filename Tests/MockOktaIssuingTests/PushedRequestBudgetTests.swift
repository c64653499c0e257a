import MockOktaIssuing
import MockOktaModel
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
}
