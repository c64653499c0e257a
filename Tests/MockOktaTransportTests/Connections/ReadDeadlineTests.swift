import MockOktaHTTP
import MockOktaSystem
import MockOktaTransport
import Testing

struct ReadDeadlineTests {
    private static let start = MonotonicTime.now

    /// At least 100 bytes in each 10 seconds, and one minute for the whole.
    private static let limits: HTTPLimits = {
        var limits = HTTPLimits()
        limits.minimumRate = 10
        limits.rateTime = .seconds(10)
        return limits
    }()

    private static func at(_ seconds: Int) -> MonotonicTime { start + .seconds(seconds) }

    @Test(arguments: [(100, true), (99, false), (0, false)])
    func `the pace is met exactly and missed by one byte`(bytes: Int, goesOn: Bool) {
        var arrival = ReadDeadline(at: Self.start, within: .seconds(60), Self.limits)
        #expect(arrival.deadline == Self.at(10))
        arrival.received = bytes
        #expect(arrival.goesOn(at: Self.at(10), Self.limits) == goesOn)
    }

    @Test func `bytes of one stretch do not count in the next`() {
        var arrival = ReadDeadline(at: Self.start, within: .seconds(60), Self.limits)
        arrival.received = 1000
        let first = arrival.goesOn(at: Self.at(10), Self.limits)
        #expect(first)
        #expect(arrival.deadline == Self.at(20))
        let second = arrival.goesOn(at: Self.at(20), Self.limits)
        #expect(!second)
    }

    @Test func `without a time to take the average over no pace is asked for`() {
        var limits = Self.limits
        limits.rateTime = .zero
        let arrival = ReadDeadline(at: Self.start, within: .seconds(60), limits)
        #expect(arrival.deadline == Self.at(60))
    }

    @Test func `the time for the whole ends it at any pace`() {
        var arrival = ReadDeadline(at: Self.start, within: .seconds(15), Self.limits)
        arrival.received = 1000
        let first = arrival.goesOn(at: Self.at(10), Self.limits)
        #expect(first)
        #expect(arrival.deadline == Self.at(15))
        arrival.received = 1000
        let second = arrival.goesOn(at: Self.at(15), Self.limits)
        #expect(!second)
    }
}
