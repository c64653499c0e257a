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
}
