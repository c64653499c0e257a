import MockOktaHTTP
import MockOktaSystem
import MockOktaTransport
import Testing

/// Feeds, long polls and delays: what they wait for, and who ends them.
struct ConnectionMachineWaitTests {
    private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func `a delayed answer goes out when its time has come`() {
        let driver = MachineDriver()
        driver.respond = { _ in .later(.complete(HTTPResponse(.ok)), after: .seconds(5)) }
        driver.receive(Self.get)
        driver.pass(.milliseconds(4999))
        #expect(driver.takeSent().isEmpty)
        driver.pass(.milliseconds(1))
        #expect(driver.takeSent().hasPrefix("HTTP/1.1 200 OK\r\n"))
    }

    @Test func `a long poll is answered by what has happened or by its end`() {
        let (driver, poll) = (MachineDriver(), TestLongPoll())
        driver.respond = { _ in .longPoll(poll) }
        driver.receive(Self.get)
        #expect(driver.actions == ["startLongPoll"])
        poll.state.withLock { $0.answer = HTTPResponse(.ok) }
        driver.run()
        #expect(driver.takeSent().hasPrefix("HTTP/1.1 200 OK\r\n"))
        poll.state.withLock { $0.answer = nil }
        driver.receive(Self.get)
        driver.pass(.seconds(30))
        #expect(driver.takeSent().hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
        #expect(poll.state.withLock { $0.stops } == 2)
    }

    @Test func `a client that may have closed is sent an interim answer, whose refusal frees its wait`() {
        let (driver, poll) = (MachineDriver(), TestLongPoll())
        driver.respond = { _ in .longPoll(poll) }
        driver.receive(Self.get)
        driver.peerCloses()
        #expect(driver.takeSent() == "HTTP/1.1 102 Processing\r\n\r\n")
        #expect(!driver.machine.wantsInput)
        driver.machine.close()
        #expect(poll.state.withLock { $0.stops } == 1)
        #expect(driver.machine.nextAction(driver.clock) == nil)
    }

    @Test func `a client that has shut its write side only gets its delayed answer`() {
        let driver = MachineDriver()
        driver.respond = { _ in .later(.complete(HTTPResponse(.ok)), after: .seconds(5)) }
        driver.receive(Self.get)
        driver.peerCloses()
        #expect(driver.takeSent() == "HTTP/1.1 102 Processing\r\n\r\n")
        driver.pass(.seconds(5))
        #expect(driver.takeSent().hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(driver.actions == ["close"])
    }

    @Test func `an HTTP 1.0 client that has closed frees its wait and a reader its feed`() {
        let (poll, feed) = (TestLongPoll(), TestFeed())
        for reply in [Reply.longPoll(poll), .feed(HTTPResponse(.ok), feed)] {
            let driver = MachineDriver()
            driver.respond = { _ in reply }
            driver.receive("GET / HTTP/1.0\r\n\r\n")
            driver.peerCloses()
            #expect(driver.actions.last == "close")
        }
        #expect(poll.state.withLock { $0.stops } == 1)
        #expect(feed.state.withLock { $0.stops } == 1)
    }

    @Test func `a feed is pulled only while its reader takes what it says`() {
        let (driver, feed) = (MachineDriver(), TestFeed())
        driver.respond = { _ in .feed(HTTPResponse(.ok), feed) }
        for _ in 0..<100 { feed.publish(.bytes([UInt8](repeating: 0x61, count: 10_000))) }
        driver.room = 0
        driver.receive(Self.get)
        #expect(driver.actions == ["startFeed"])
        #expect(feed.state.withLock { $0.steps.count } == 93)
        feed.publish(.end)
        driver.makeRoom(2_000_000)
        #expect(driver.takeSent().hasSuffix("\r\n0\r\n\r\n"))
        #expect(feed.state.withLock { $0.stops } == 1)
        #expect(driver.machine.isIdle)
    }

    @Test func `a reader that takes nothing is given up, whatever the feed goes on to say`() {
        let (driver, feed) = (MachineDriver(), TestFeed())
        driver.respond = { _ in .feed(HTTPResponse(.ok), feed) }
        driver.receive(Self.get)
        driver.room = 0
        for _ in 0..<5 {
            feed.publish(.bytes([1]))
            driver.run()
            driver.pass(.seconds(10))
        }
        #expect(!driver.actions.contains("close"))
        driver.pass(.seconds(10))
        #expect(driver.actions.last == "close")
        #expect(feed.state.withLock { $0.stops } == 1)
    }

    @Test func `each byte that a reader takes gives it another minute`() {
        let (driver, feed) = (MachineDriver(), TestFeed())
        driver.respond = { _ in .feed(HTTPResponse(.ok), feed) }
        driver.receive(Self.get)
        driver.room = 0
        feed.publish(.bytes([UInt8](repeating: 0x61, count: 1000)))
        driver.run()
        for _ in 0..<10 {
            driver.pass(.seconds(59))
            driver.makeRoom(1)
        }
        #expect(!driver.actions.contains("close"))
    }

    @Test func `a throttled body stops for a client that does not read, which is given up`() {
        let driver = MachineDriver()
        var corruption = ResponseCorruption()
        corruption.throttle = .init(bytes: 50_000, pause: .seconds(1))
        let response = HTTPResponse(.ok, body: [UInt8](repeating: 0x61, count: 1_000_000))
        driver.respond = { _ in .corrupted(response, corruption) }
        driver.room = 0
        driver.receive(Self.get)
        driver.pass(.seconds(30))
        #expect(driver.machine.unsentCount < 120_000)
        #expect(!driver.actions.contains("close"))
        driver.pass(.seconds(40))
        #expect(driver.actions.last == "close")
    }

    @Test func `a throttled body goes on when its client reads again`() {
        let driver = MachineDriver()
        var corruption = ResponseCorruption()
        corruption.throttle = .init(bytes: 50_000, pause: .seconds(1))
        let response = HTTPResponse(.ok, body: [UInt8](repeating: 0x61, count: 500_000))
        driver.respond = { _ in .corrupted(response, corruption) }
        driver.room = 0
        driver.receive(Self.get)
        driver.pass(.seconds(30))
        driver.makeRoom(1_000_000)
        driver.pass(.seconds(10))
        #expect(driver.takeSent().hasSuffix(String(repeating: "a", count: 500_000)))
        #expect(driver.machine.isIdle)
    }
}
