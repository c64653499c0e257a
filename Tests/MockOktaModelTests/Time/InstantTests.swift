import MockOktaModel
import Testing

@Suite struct InstantTests {
    @Test(
        arguments: [(0, 0), (999_999, 0), (1_000_000, 1), (-1, -1), (-1_000_000, -1), (-1_000_001, -2)]
            as [(Int64, Int64)]
    )
    func `seconds are rounded down, before 1970 too`(microseconds: Int64, seconds: Int64) {
        #expect(Instant(microseconds: microseconds).seconds == seconds)
    }

    @Test(arguments: [(0, 0), (1_999_999, 999_999), (-1, 999_999), (-1_000_000, 0)] as [(Int64, Int64)])
    func `the rest of a second counts forward`(microseconds: Int64, rest: Int64) {
        #expect(Instant(microseconds: microseconds).microsecondsOfSecond == rest)
    }

    @Test func `seconds beyond what can be told are the end of it`() {
        #expect(Instant(seconds: .max) == .distantFuture)
        #expect(Instant(seconds: .min) == Instant(microseconds: .min))
    }

    @Test func `a lifetime without end does not overflow`() {
        #expect(Instant.distantFuture + .hours(1) == .distantFuture)
        #expect(Instant(microseconds: .min) + .seconds(-1) == Instant(microseconds: .min))
        #expect(TimeSpan.seconds(.max) > .hours(1_000_000))
    }

    @Test func `the span between two instants leads from one to the other`() {
        let start = Instant(seconds: 100)
        let end = Instant(microseconds: 160_000_001)
        #expect(start + (end - start) == end)
        #expect((end - start).seconds == 60)
    }
}
