import MockOktaSystem
import Testing

@Suite struct ListenersTests {
    private let listeners = Listeners()

    /// What the listeners of a test have noted.
    private final class Notes: Sendable {
        private let calls = Lock<[String]>([])

        func add(_ text: String) { calls.withLock { $0.append(text) } }

        var all: [String] { calls.withLock { $0 } }
    }

    @Test func `each listener is called for each signal, until it is removed`() {
        let notes = Notes()
        #expect(listeners.isEmpty)
        listeners.signal()
        let one = listeners.add { notes.add("one") }
        let other = listeners.add { notes.add("other") }
        #expect(one != other && !listeners.isEmpty)
        listeners.signal()
        listeners.remove(one)
        listeners.remove(one)
        listeners.signal()
        #expect(notes.all.sorted() == ["one", "other", "other"])
        listeners.remove(other)
        #expect(listeners.isEmpty)
    }

    @Test func `the end is a signal, and is seen by it`() {
        let notes = Notes()
        _ = listeners.add { [listeners] in notes.add(listeners.isClosed ? "closed" : "open") }
        listeners.signal()
        listeners.close()
        #expect(notes.all == ["open", "closed"])
        #expect(listeners.isClosed)
    }

    @Test func `a listener can remove itself while it is called`() {
        let notes = Notes()
        // The first number of new listeners.
        let number = listeners.add {}
        listeners.remove(number)
        _ = listeners.add { [listeners] in
            notes.add("called")
            listeners.remove(number + 1)
        }
        listeners.signal()
        listeners.signal()
        #expect(notes.all == ["called"])
    }

    @Test func `no signal of a race is lost`() async {
        let notes = Notes()
        _ = listeners.add { notes.add("called") }
        await withTaskGroup { group in
            for _ in 0..<4 {
                group.addTask { [listeners] in
                    for _ in 0..<500 {
                        listeners.signal()
                        listeners.remove(listeners.add {})
                    }
                }
            }
        }
        #expect(notes.all.count == 2000)
    }
}
