import MockOktaModel
import Testing

struct TimeSpanTests {
    @Test(arguments: [
        TimeSpan.seconds(.max), .seconds(.max / 59), .minutes(.max), .minutes(.max / 59), .hours(.max / 3599),
    ])
    func `what is too long to tell is the longest there is, never a wrapped one`(span: TimeSpan) {
        #expect(span == TimeSpan(microseconds: .max))
    }

    @Test(arguments: [TimeSpan.seconds(.min), .minutes(.min), .minutes(.min / 59), .hours(.min / 3599)])
    func `and so it is below zero`(span: TimeSpan) {
        #expect(span == TimeSpan(microseconds: .min))
    }

    @Test func `units are multiples of one another`() {
        #expect(TimeSpan.hours(2) == .minutes(120))
        #expect(TimeSpan.minutes(2) == .seconds(120))
        #expect(TimeSpan.minutes(-1).seconds == -60)
    }
}
