import MockOktaModel
import Testing

@Suite struct VirtualClockTests {
    private let real = Instant(seconds: 1_000)
    private let later = Instant(seconds: 1_060)

    @Test func `an untouched clock shows real time`() {
        #expect(VirtualClock().now(real: real) == real)
    }

    @Test func `a clock that was set runs on from there`() {
        var clock = VirtualClock()
        clock.set(Instant(seconds: 5_000), real: real)
        #expect(clock.now(real: later) == Instant(seconds: 5_060))
    }

    @Test func `a clock ends with the year 9999`() {
        var clock = VirtualClock()
        clock.set(Instant(microseconds: 253_402_300_799_500_000), real: real)
        #expect(clock.now(real: real).text == "9999-12-31T23:59:59.500Z")
        for seconds in [1, 2, 1_000_000] as [Int64] {
            #expect(clock.now(real: real + .seconds(seconds)).text == "9999-12-31T23:59:59.999Z")
        }
    }

    @Test func `a frozen clock stands until it is advanced`() {
        var clock = VirtualClock()
        clock.freeze(true, real: real)
        #expect(clock.now(real: later) == real)
        clock.advance(by: .hours(1), real: later)
        #expect(clock.now(real: later) == real + .hours(1))
        #expect(clock.isFrozen)
    }

    @Test func `a thawed clock goes on from where it stood`() {
        var clock = VirtualClock()
        clock.freeze(true, real: real)
        clock.freeze(false, real: later)
        #expect(clock.now(real: later) == real)
        #expect(clock.now(real: later + .seconds(5)) == real + .seconds(5))
    }

    @Test func `returning to real time forgets all of it`() {
        var clock = VirtualClock()
        clock.set(Instant(seconds: 5_000), real: real)
        clock.freeze(true, real: real)
        clock.returnToRealTime()
        #expect(clock.now(real: later) == later)
        #expect(!clock.isFrozen)
    }
}
