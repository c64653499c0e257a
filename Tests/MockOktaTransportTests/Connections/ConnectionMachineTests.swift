import MockOktaHTTP
import MockOktaTransport
import Testing

struct ConnectionMachineTests {
    private static func get(_ path: String) -> String { "GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n" }

    private static func bodies(_ text: String) -> [String] {
        text.split(separator: "HTTP/1.1 ").map { String($0.split(separator: "\r\n\r\n").dropFirst().first ?? "") }
    }

    @Test func `a request is answered when it is whole, however it is cut`() {
        let driver = MachineDriver()
        for byte in Self.get("/one") {
            #expect(driver.requests.isEmpty)
            driver.receive(String(byte))
        }
        #expect(driver.requests == ["/one"])
        let expected = "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nContent-Length: 4\r\n\r\n/one"
        #expect(driver.takeSent() == expected)
        #expect(driver.machine.isIdle)
        #expect(driver.actions.isEmpty)
    }

    @Test func `pipelined requests wait for the answers before them`() {
        let driver = MachineDriver()
        driver.respond = { $0.path == "/2" ? nil : .complete(HTTPResponse(.ok, body: Array($0.path.utf8))) }
        driver.receive((1...3).map { Self.get("/\($0)") }.joined())
        #expect(driver.requests == ["/1", "/2"])
        #expect(Self.bodies(driver.takeSent()) == ["/1"])
        #expect(driver.machine.isAway)
        #expect(!driver.machine.wantsInput)
        driver.reply(.complete(HTTPResponse(.ok, body: Array("two".utf8))))
        #expect(driver.requests == ["/1", "/2", "/3"])
        #expect(Self.bodies(driver.takeSent()) == ["two", "/3"])
    }

    @Test func `a reply that comes too late is dropped`() {
        let driver = MachineDriver()
        driver.reply(.complete(HTTPResponse(.ok)))
        #expect(driver.takeSent().isEmpty)
    }

    @Test func `answers that are not read are bounded, whatever is pipelined`() {
        let driver = MachineDriver()
        driver.room = 0
        driver.respond = { _ in .complete(HTTPResponse(.ok, body: [UInt8](repeating: 0x61, count: 10_000))) }
        for _ in 0..<10 { driver.receive(String(repeating: Self.get("/"), count: 100)) }
        #expect(driver.machine.unsentCount < 65_536 + 20_000)
        #expect(driver.requests.count == 7)
        #expect(!driver.machine.wantsInput)
        driver.makeRoom(1_000_000_000)
        #expect(driver.requests.count == 1000)
        #expect(driver.machine.wantsInput)
    }

    @Test func `what comes while a delay is waited for is kept up to a bound`() {
        let driver = MachineDriver()
        driver.respond = { _ in .later(.complete(HTTPResponse(.ok)), after: .seconds(3600)) }
        driver.receive(Self.get("/"))
        var pieces = 0
        while driver.machine.wantsInput {
            driver.receive(String(repeating: "a", count: 1024))
            pieces += 1
        }
        #expect(pieces == 64)
    }

    @Test func `an answer that closes ends the connection when nothing is unread`() {
        let driver = MachineDriver()
        driver.receive("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(driver.takeSent().contains("Connection: close"))
        #expect(driver.actions == ["look", "close"])
    }

    @Test func `an answer that closes lingers while something is unread`() {
        let driver = MachineDriver()
        driver.receive("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n\r\n")
        #expect(driver.actions == ["shutDownWriting"])
        driver.receive("\r\n")
        driver.peerCloses()
        #expect(driver.actions == ["shutDownWriting", "close"])
    }

    @Test func `a refused client's bytes are dropped for a second or 64 KB`() {
        for (count, actions) in [(65_536, ["shutDownWriting"]), (65_537, ["shutDownWriting", "close"])] {
            let driver = MachineDriver()
            driver.receive("nonsense\r\n")
            #expect(driver.takeSent().hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
            driver.receive(String(repeating: "a", count: count))
            #expect(driver.actions == actions)
            driver.pass(.seconds(1))
            #expect(driver.actions == ["shutDownWriting", "close"])
        }
    }

    @Test func `the go-ahead is sent once`() {
        let driver = MachineDriver()
        driver.receive("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n")
        #expect(driver.takeSent() == "HTTP/1.1 100 Continue\r\n\r\n")
        driver.run()
        #expect(driver.takeSent().isEmpty)
        driver.receive("ab")
        #expect(Self.bodies(driver.takeSent()) == ["/"])
    }

    @Test func `a corrupted answer without a body states no length`() {
        let driver = MachineDriver()
        var corruption = ResponseCorruption()
        corruption.declaredLength = 99
        driver.respond = { _ in .corrupted(HTTPResponse(.noContent), corruption) }
        driver.receive(Self.get("/"))
        #expect(driver.takeSent() == "HTTP/1.1 204 No Content\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n")
    }

    @Test func `a reset is not preceded by what is unsent`() {
        let driver = MachineDriver()
        driver.respond = { _ in .noResponse(.reset) }
        driver.receive(Self.get("/"))
        #expect(driver.actions == ["reset"])
        #expect(driver.takeSent().isEmpty)
    }
}
