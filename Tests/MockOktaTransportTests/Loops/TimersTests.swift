import MockOktaSystem
import MockOktaTransport
import Testing

struct TimersTests {
    private let start = MonotonicTime.now

    private func id(_ number: Int) -> ConnectionID {
        ConnectionID(descriptor: Int32(number), generation: 1)
    }

    @Test(arguments: [[3, 1, 2], [1, 2, 3, 4, 5, 6, 7], [7, 6, 5, 4, 3, 2, 1], [4, 2, 9, 2, 7, 4, 1, 8, 3, 3]])
    func `entries come out in the order of their deadlines`(seconds: [Int]) {
        var timers = Timers()
        for second in seconds { timers.schedule(id(second), at: start + .seconds(second)) }
        var taken: [Int] = []
        while let entry = timers.takeDue(at: start + .seconds(100)) { taken.append(Int(entry.connection.descriptor)) }
        #expect(taken == seconds.sorted())
        #expect(timers.next == .never)
    }

    @Test func `what nobody waits for is dropped and the order of the rest kept`() {
        var timers = Timers()
        for second in [5, 3, 8, 1, 4] { timers.schedule(id(second), at: start + .seconds(second)) }
        timers.keep { $0.connection != id(1) && $0.connection != id(4) }
        #expect(timers.count == 3)
        var taken: [Int32] = []
        while let entry = timers.takeDue(at: start + .seconds(100)) { taken.append(entry.connection.descriptor) }
        #expect(taken == [3, 5, 8])
    }

    @Test func `only what is due comes out`() {
        var timers = Timers()
        timers.schedule(id(2), at: start + .seconds(2))
        timers.schedule(id(1), at: start + .seconds(1))
        #expect(timers.next == start + .seconds(1))
        #expect(timers.takeDue(at: start) == nil)
        #expect(timers.takeDue(at: start + .seconds(1))?.connection == id(1))
        #expect(timers.takeDue(at: start + .seconds(1)) == nil)
        #expect(timers.next == start + .seconds(2))
    }
}
