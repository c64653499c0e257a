import MockOktaIssuing
import MockOktaModel
import Testing

@Suite struct TimelineTests {
    @Test func `a clock moved back revives no token that had expired`() {
        var timeline = Timeline()
        timeline.clockMovedBack(from: Instant(seconds: 5_000))
        #expect(timeline.hasBuried(epoch: 0, expires: Instant(seconds: 4_999)))
        #expect(timeline.hasBuried(epoch: 0, expires: Instant(seconds: 5_000)))
        #expect(!timeline.hasBuried(epoch: 0, expires: Instant(seconds: 5_001)))
    }

    @Test func `a token made after the move is not concerned by it`() {
        var timeline = Timeline()
        timeline.clockMovedBack(from: Instant(seconds: 5_000))
        #expect(!timeline.hasBuried(epoch: timeline.epoch, expires: Instant(seconds: 100)))
    }

    /// A token with its epoch and expiry, and whether it is expired for good after the return.
    private static let returned: [(epoch: UInt32, expires: Int64, isBuried: Bool)] = [
        // Made before the snapshot (epochs 0 and 1), whenever it expired since; expired before an earlier move back.
        (1, 3_000, false), (0, 3_000, true), (1, 900, false),
        // Made after the snapshot (epoch 2) and after the second move back (epoch 3).
        (2, 3_000, true), (2, 9_000, true), (2, 9_001, false), (3, 4_000, true), (3, 7_001, false),
    ]

    @Test(arguments: returned)
    func `a return to a snapshot revives what the snapshot has, and nothing else`(
        epoch: UInt32,
        expires: Int64,
        isBuried: Bool
    ) {
        var timeline = Timeline()
        timeline.clockMovedBack(from: Instant(seconds: 3_500))
        timeline.beginEpoch()
        let saved = timeline
        #expect(saved.epoch == 2)
        timeline.clockMovedBack(from: Instant(seconds: 9_000))
        let back = timeline.returned(to: saved, from: Instant(seconds: 7_000))
        #expect(back.epoch == 4)
        #expect(back.hasBuried(epoch: epoch, expires: Instant(seconds: expires)) == isBuried)
        #expect(!back.hasBuried(epoch: 4, expires: Instant(seconds: 1)))
    }

    @Test func `a return that does not move the clock back keeps the epoch`() {
        var timeline = Timeline()
        timeline.beginEpoch()
        #expect(timeline.returned(to: timeline, from: nil) == timeline)
    }

    @Test func `repeated returns do not make the timeline grow`() {
        var timeline = Timeline()
        timeline.beginEpoch()
        let saved = timeline
        var once = timeline
        for number in 0..<1_000 {
            timeline = timeline.returned(to: saved, from: Instant(seconds: 5_000))
            if number == 0 { once = timeline }
        }
        #expect(MemoryLayout.size(ofValue: timeline) == MemoryLayout.size(ofValue: once))
        #expect("\(timeline)".utf8.count < "\(once)".utf8.count + 16)
    }
}
