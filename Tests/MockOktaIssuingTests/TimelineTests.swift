import MockOktaIssuing
import MockOktaModel
import Testing

@Suite struct TimelineTests {
    private static let ann = UserID(rawValue: "00uAnn")

    @Test func `a clock moved back revives no token that had expired`() {
        var timeline = Timeline()
        timeline.clockMovedBack(from: Instant(seconds: 5_000))
        #expect(timeline.hasExpired(epoch: 0, expires: Instant(seconds: 4_999)))
        #expect(timeline.hasExpired(epoch: 0, expires: Instant(seconds: 5_000)))
        #expect(!timeline.hasExpired(epoch: 0, expires: Instant(seconds: 5_001)))
    }

    @Test(
        arguments: [
            .user(ann), .client("app"), .server(AuthorizationServerID(rawValue: "aus1")),
            .assignment(ann, client: "app"),
        ] as [Timeline.Subject]
    )
    func `it is read from a store as it was written`(subject: Timeline.Subject) throws {
        var timeline = Timeline()
        timeline.end([subject])
        timeline.clockMovedBack(from: Instant(seconds: 5_000))
        timeline.end([subject])
        var writer = RecordWriter()
        writer.write(timeline)
        var reader = RecordReader(writer.bytes)
        #expect(try reader.read() == timeline)
        #expect(reader.isAtEnd)
    }

    @Test func `a token made after the move is not concerned by it`() {
        var timeline = Timeline()
        timeline.clockMovedBack(from: Instant(seconds: 5_000))
        #expect(!timeline.hasExpired(epoch: timeline.epoch, expires: Instant(seconds: 100)))
    }

    @Test func `every move counts for the tokens before it`() {
        var timeline = Timeline()
        timeline.clockMovedBack(from: Instant(seconds: 5_000))
        timeline.clockMovedBack(from: Instant(seconds: 3_000))
        #expect(timeline.hasExpired(epoch: 0, expires: Instant(seconds: 4_000)))
        #expect(!timeline.hasExpired(epoch: 1, expires: Instant(seconds: 4_000)))
        #expect(timeline.hasExpired(epoch: 1, expires: Instant(seconds: 2_000)))
        timeline.clockMovedBack(from: Instant(seconds: 9_000))
        #expect(timeline.hasExpired(epoch: 1, expires: Instant(seconds: 4_000)))
        #expect(timeline.hasExpired(epoch: 0, expires: Instant(seconds: 9_000)))
        #expect(!timeline.hasExpired(epoch: 3, expires: Instant(seconds: 100)))
    }

    @Test(arguments: [
        Timeline.Subject.user(ann), .client("web"), .server(AuthorizationServerID(rawValue: "aus1")),
        .assignment(ann, client: "web"),
    ])
    func `what ends takes the tokens before it along, not those after it`(subject: Timeline.Subject) {
        var timeline = Timeline()
        #expect(!timeline.hasEnded([subject], after: 0))
        timeline.end([subject])
        #expect(timeline.hasEnded([.client("other"), subject], after: 0))
        #expect(!timeline.hasEnded([.client("other")], after: 0))
        #expect(!timeline.hasEnded([subject], after: timeline.epoch))
        timeline.end([])
        #expect(timeline.epoch == 1)
    }

    @Test func `what has ended is forgotten at last, latest last`() {
        var timeline = Timeline()
        for index in 0...20_000 { timeline.end([.client("app-\(index)")]) }
        #expect(!timeline.hasEnded([.client("app-0")], after: 0))
        #expect(timeline.hasEnded([.client("app-20000")], after: 0))
        #expect(timeline.hasEnded([.client("app-10001")], after: 0))
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
        #expect(back.hasExpired(epoch: epoch, expires: Instant(seconds: expires)) == isBuried)
        #expect(!back.hasExpired(epoch: 4, expires: Instant(seconds: 1)))
    }

    @Test func `a return to a snapshot revives what had not ended by then`() {
        var timeline = Timeline()
        timeline.end([.client("early")])
        timeline.beginEpoch()
        let saved = timeline
        timeline.end([.client("early"), .client("late")])
        let back = timeline.returned(to: saved, from: nil)
        #expect(back.hasEnded([.client("early")], after: 0))
        #expect(!back.hasEnded([.client("early"), .client("late")], after: 1))
        #expect(back.hasEnded([.client("early")], after: 2) && back.hasEnded([.client("late")], after: 2))
        #expect(!back.hasEnded([.client("early"), .client("late")], after: back.epoch))
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
