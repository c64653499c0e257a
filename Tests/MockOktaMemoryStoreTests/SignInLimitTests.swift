import MockOktaMemoryStore
import MockOktaModel
import MockOktaTestSupport
import Testing

/// How many sign-ins an org keeps.
@Suite struct SignInLimitTests {
    @Test(.rule("signin.limit"))
    func `the oldest sign-ins are removed, and no others`() throws {
        let state = IssuedState(MemoryStateStore().engine(of: "main"))
        func key(_ number: Int) -> RecordKey {
            RecordKey((0..<16).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) })
        }
        let start = Instant(seconds: 1_000_000)
        for number in 0..<12_000 {
            let now = start + .seconds(Int64(number) / 100)
            let transaction = SignInTransaction(.signIn, .identify, .page(clientID: "app"), created: now)
            try state.keep(transaction, for: key(number), expires: now + .hours(2), at: now)
        }
        let end = start + .seconds(120)
        #expect(try state.signIns.keys(at: end) { _ in true }.count == 10_000)
        #expect(try state.signIns.record(key(1_000), at: end) == nil)
        #expect(try state.signIns.record(key(11_999), at: end) != nil)
        #expect(try state.signIns.record(key(2_100), at: end) != nil)
    }
}
