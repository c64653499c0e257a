import MockOktaSystem
import Testing

struct MonotonicTimeTests {
    private let start = MonotonicTime.now

    @Test(arguments: [
        (Duration.zero, Int32(0)),
        (.nanoseconds(1), 1),
        (.milliseconds(1), 1),
        (.microseconds(1001), 2),
        (.seconds(75), 75_000),
        (.seconds(-5), 0),
        (.seconds(4_000_000), .max),
    ])
    func `waiting the milliseconds is enough`(duration: Duration, milliseconds: Int32) {
        #expect(start.milliseconds(until: start + duration) == milliseconds)
    }

    @Test func `a time too far away is never`() {
        #expect(start + .seconds(Int64.max) == .never)
        #expect(start + .seconds(9_223_372_036) == .never)
        #expect(start + .milliseconds(9_223_372_036_900) == .never)
        #expect(start + .microseconds(Int64.max) == .never)
        #expect(start.milliseconds(until: .never) == nil)
    }

    @Test func `the clock does not go back`() {
        #expect(MonotonicTime.now >= start)
    }
}
