import MockOktaControl
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// The journals of all orgs of a process have one limit.
@Suite struct JournalBudgetTests {
    private static let outcome = ExchangeOutcome(.ok, ExchangeRecord())
    /// About 4 KB with its entry.
    private static let request = HTTPRequest(
        method: .post,
        path: "/oauth2/default/v1/token",
        body: Array(repeating: 0x61, count: 3500)
    )

    private func fill(_ journal: Journal, _ count: Int) {
        for _ in 0..<count { _ = journal.append(Self.request, at: TestDouble.start, Self.outcome) }
    }

    @Test func `the largest journal gives up its oldest entries`() {
        let budget = JournalBudget(limit: 1 << 20)
        let (large, small) = (Journal(budget: budget), Journal(budget: budget))
        fill(small, 10)
        fill(large, 1000)
        #expect(small.entries().count == 10)
        #expect(large.bytes + small.bytes <= 1 << 20)
        #expect(large.entries().last?.id == 1000)
        #expect(large.entries().count > 200)
    }

    @Test func `a thousand journals share the bytes of one`() {
        let budget = JournalBudget(limit: 1 << 20)
        let journals = (0..<1000).map { _ in Journal(budget: budget) }
        for journal in journals { fill(journal, 2) }
        // The newest entry of each stays.
        #expect(journals.allSatisfy { (1...2).contains($0.entries().count) })
        #expect(journals.count { $0.entries().count == 2 } < 20)
    }

    @Test func `a journal that is gone, reset or emptied gives its bytes back`() throws {
        let budget = JournalBudget(limit: 1 << 20)
        for _ in 0..<20 { fill(Journal(budget: budget), 200) }
        let kept = Journal(budget: budget)
        fill(kept, 200)
        #expect(kept.entries().count == 200)
        try kept.removeAll()
        fill(kept, 200)
        kept.install(stored: [])
        fill(kept, 200)
        kept.capacity = 100
        fill(kept, 200)
        #expect(kept.entries().count == 100)
        let other = Journal(budget: budget)
        fill(other, 100)
        #expect(other.entries().count == 100 && kept.entries().count == 100)
    }

    @Test(arguments: [
        ([10, 20, 30], 5, 25), ([10, 20, 30], 20, 15), ([10, 20, 30], 30, 10), ([10, 20, 30], 60, 0),
        ([10, 20, 30], 70, 0), ([], 5, 0), ([100], 1, 99),
    ])
    func `the largest are cut to one size`(sizes: [Int], excess: Int, level: Int) {
        #expect(JournalBudget.level(of: sizes, without: excess) == level)
    }

    @Test func `isolated orgs share the limit of the fixture`() throws {
        let double = try TestDouble(builtInAnd: "{mock: {limits: {journalBytes: 300000}}}")
        for number in 0..<40 {
            for _ in 0..<10 { _ = try OAuthClient(double, prefix: "/t/a\(number)").token([("state", "x")]) }
        }
        let counts = try (0..<40).map { try ControlClient(double, prefix: "/t/a\($0)").requests().count }
        #expect(counts.reduce(0, +) < 300)
        #expect(counts.allSatisfy { $0 >= 1 })
    }
}
