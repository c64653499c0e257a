import MockOktaHTTP
import MockOktaTransport
import Testing

/// What a connection takes of the memory and the places that all connections share.
struct ConnectionMachineMemoryTests {
    private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    private static func post(_ length: Int, sending count: Int) -> String {
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(length)\r\n\r\n" + String(repeating: "a", count: count)
    }

    @Test func `a request above 16 KB counts until it is answered`() {
        let driver = MachineDriver()
        driver.respond = { _ in nil }
        driver.receive(Self.post(100_000, sending: 16_000))
        #expect(driver.machine.heldBytes == 0)
        driver.receive(String(repeating: "a", count: 34_000))
        #expect(driver.machine.heldBytes >= 50_000)
        driver.receive(String(repeating: "a", count: 50_000))
        #expect(driver.machine.isAway)
        #expect(driver.machine.heldBytes == 100_000)
        driver.reply(.complete(HTTPResponse(.ok)))
        #expect(driver.machine.heldBytes == 0)
    }

    @Test func `a request for which no memory is left is answered with 503 and forgotten`() {
        let driver = MachineDriver()
        driver.receive(Self.post(100_000, sending: 50_000))
        driver.machine.memoryIsExhausted(driver.clock)
        driver.run()
        #expect(driver.takeSent().hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
        #expect(driver.machine.heldBytes == 0)
        #expect(driver.actions == ["shutDownWriting"])
    }

    @Test func `a client that sends more while it waits loses its connection`() {
        let driver = MachineDriver()
        driver.respond = { _ in .later(.complete(HTTPResponse(.ok)), after: .seconds(60)) }
        driver.receive(Self.get)
        driver.machine.memoryIsExhausted(driver.clock)
        driver.run()
        #expect(driver.actions.isEmpty)
        driver.receive(String(repeating: "a", count: 20_000))
        #expect(driver.machine.heldBytes == 20_000)
        driver.machine.memoryIsExhausted(driver.clock)
        driver.run()
        #expect(driver.actions == ["close"])
    }

    @Test func `unfinished requests give way first, the oldest of them before others`() throws {
        let (idle, silent, partial) = (MachineDriver(), MachineDriver(), MachineDriver())
        idle.receive(Self.get)
        for driver in [idle, silent, partial] { driver.pass(.seconds(2)) }
        partial.receive("GET / HT")
        #expect(partial.machine.eviction(partial.clock) == nil)
        for driver in [idle, silent, partial] { driver.pass(.milliseconds(50)) }
        let order = try [silent, partial, idle].map { try #require($0.machine.eviction($0.clock)) }
        #expect(order[0] < order[1])
        #expect(order[1] < order[2])
        #expect(order[0] < order[2])
    }

    @Test func `a connection in use does not give way`() {
        let driver = MachineDriver()
        driver.receive(Self.get)
        #expect(driver.machine.eviction(driver.clock) == nil)
        driver.pass(.milliseconds(999))
        #expect(driver.machine.eviction(driver.clock) == nil)
        driver.pass(.milliseconds(1))
        #expect(driver.machine.eviction(driver.clock) != nil)
        driver.respond = { _ in nil }
        driver.receive(Self.get)
        driver.pass(.seconds(60))
        #expect(driver.machine.eviction(driver.clock) == nil)
    }
}
