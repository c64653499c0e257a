import MockOktaHTTP
import MockOktaSystem
import MockOktaTransport
import Testing

/// Time limits with the default values of `HTTPLimits`, and draining.
struct ConnectionMachineDeadlineTests {
    private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test(arguments: ["", get])
    func `an idle connection is closed after 75 s without a word`(before: String) {
        let driver = MachineDriver()
        driver.receive(before)
        _ = driver.takeSent()
        driver.pass(.milliseconds(74_999))
        #expect(driver.actions.isEmpty)
        driver.pass(.milliseconds(1))
        #expect(driver.actions == ["close"])
        #expect(driver.takeSent().isEmpty)
    }

    @Test(arguments: [
        ("GET / HT", 20), ("GET / HTTP/1.1\r\nHost: a\r\n", 20),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab", 60),
    ])
    func `a header or a body that does not come to its end is answered with 408`(start: String, seconds: Int) {
        var limits = HTTPLimits()
        limits.minimumRate = 0
        let driver = MachineDriver(limits: limits)
        driver.receive(start)
        driver.pass(.seconds(seconds) - .milliseconds(1))
        #expect(driver.takeSent().isEmpty)
        driver.pass(.milliseconds(1))
        #expect(driver.takeSent().hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
        #expect(driver.actions == ["shutDownWriting"])
    }

    @Test(arguments: [(1, true), (3, false)], ["GET /", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9000\r\n\r\n"])
    func `a client slower than 100 bytes a second is cut after 10 s`(each: (Int, Bool), start: String) {
        let driver = MachineDriver()
        driver.receive(start)
        // 50 or 150 bytes a second, evenly.
        for _ in 0..<60 where driver.actions.isEmpty {
            driver.pass(.milliseconds(200))
            driver.receive(String(repeating: "a", count: each.0 * 10))
        }
        #expect(driver.takeSent().hasPrefix("HTTP/1.1 408 ") == each.1)
    }

    @Test func `a handshake has 20 s`() {
        let driver = MachineDriver(isSecuring: true)
        driver.pass(.milliseconds(19_999))
        #expect(driver.actions.isEmpty)
        driver.pass(.milliseconds(1))
        #expect(driver.actions == ["close"])
    }

    @Test func `a client that does not read its answer is given up after a minute`() {
        let driver = MachineDriver()
        driver.room = 0
        driver.receive(Self.get)
        driver.pass(.seconds(59))
        #expect(driver.actions.isEmpty)
        driver.pass(.seconds(1))
        #expect(driver.actions == ["close"])
    }

    @Test func `a request that is answered elsewhere has no limit`() {
        let driver = MachineDriver()
        driver.respond = { _ in nil }
        driver.receive(Self.get)
        #expect(driver.machine.deadline == .never)
    }

    @Test func `draining closes what is idle when the socket has nothing more`() {
        let driver = MachineDriver()
        driver.drain()
        #expect(driver.actions == ["look", "close"])
    }

    @Test func `draining gives the rest of a request its time and marks the answer as the last`() {
        for (rest, ending) in [("\r\n", "HTTP/1.1 200 OK\r\n"), ("X: y\r\n", "")] {
            let driver = MachineDriver()
            driver.receive("GET / HTTP/1.1\r\nHost: a\r\n")
            driver.drain(patience: .seconds(1))
            driver.pass(.milliseconds(999))
            driver.receive(rest)
            let answer = driver.takeSent()
            #expect(answer.hasPrefix(ending))
            #expect(answer.contains("Connection: close") == !ending.isEmpty)
            driver.pass(.milliseconds(1))
            #expect(driver.actions.last == "close")
        }
    }

    @Test func `draining answers what is delayed, and what is answered elsewhere`() {
        for later in [true, false] {
            let driver = MachineDriver()
            let response = HTTPResponse(.ok)
            driver.respond = { _ in later ? .later(.complete(response), after: .seconds(3)) : nil }
            driver.receive(Self.get)
            driver.drain()
            #expect(driver.actions.isEmpty)
            driver.pass(.seconds(3))
            if !later { driver.reply(.complete(response)) }
            #expect(driver.takeSent().contains("Connection: close"))
            #expect(driver.actions == ["look", "close"])
        }
    }

    @Test(arguments: [Reply.noResponse(.hang), .later(.noResponse(.hang), after: .seconds(3600))])
    func `draining is not held up by a client that is never answered`(reply: Reply) {
        let before = MachineDriver()
        before.respond = { _ in reply }
        before.receive(Self.get)
        #expect(before.actions.isEmpty)
        before.drain()
        #expect(before.actions == ["close"])
        // The fault may also begin while the server drains.
        let during = MachineDriver()
        during.respond = { _ in nil }
        during.receive(Self.get)
        during.drain()
        during.reply(reply)
        #expect(during.actions == ["close"])
    }

    @Test func `draining ends feeds and long polls with their last words`() {
        let (poll, feed) = (TestLongPoll(), TestFeed())
        for (reply, end) in [
            (Reply.longPoll(poll), "Content-Length: 0"), (.feed(HTTPResponse(.ok), feed), "0\r\n\r\n"),
        ] {
            let driver = MachineDriver()
            driver.respond = { _ in reply }
            driver.receive(Self.get)
            driver.drain()
            #expect(driver.takeSent().contains(end))
            #expect(driver.actions.last == "close")
        }
        #expect(poll.state.withLock { $0.stops } == 1)
        #expect(feed.state.withLock { $0.stops } == 1)
    }
}
