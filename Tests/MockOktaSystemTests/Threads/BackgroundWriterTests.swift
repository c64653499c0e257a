import Glibc
import MockOktaSystem
import Testing

struct BackgroundWriterTests {
    /// The two ends of a channel whose reader decides when to read.
    private static func channel() -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends)
        return (ends[0], ends[1])
    }

    private static func writer(
        to descriptor: Int32,
        capacity: Int,
        lineLength: Int = 100
    ) throws -> BackgroundWriter<Int> {
        try BackgroundWriter(to: descriptor, capacity: capacity) { number in
            let text = Array("line \(number)".utf8)
            return text + [UInt8](repeating: 0x20, count: lineLength - text.count - 1) + [0x0A]
        } formatDropped: { count in
            Array("dropped \(count)\n".utf8)
        }
    }

    private static func readAll(_ descriptor: Int32) -> [String] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = unsafe read(descriptor, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func `items are written in their order`() throws {
        let (reading, writing) = Self.channel()
        let writer = try Self.writer(to: writing, capacity: 1000)
        for number in 0..<1000 { writer.append(number) }
        #expect(writer.flush(within: .seconds(60)))
        shutdown(writing, Int32(SHUT_WR))
        let numbers = Self.readAll(reading).compactMap { Int($0.split(separator: " ")[1]) }
        #expect(numbers == Array(0..<1000))
    }

    @Test func `where nobody reads, items are dropped and counted and no caller waits`() throws {
        let (reading, writing) = Self.channel()
        // A full queue is a megabyte, of which the channel holds some hundred kilobytes.
        let writer = try Self.writer(to: writing, capacity: 100, lineLength: 10_000)
        for number in 0..<100_000 { writer.append(number) }
        #expect(!writer.flush(within: .milliseconds(1)))
        let reader = try Thread("reader") { #expect(Self.total(Self.readAll(reading)) == 100_000) }
        #expect(writer.flush(within: .seconds(60)))
        shutdown(writing, Int32(SHUT_WR))
        reader.join()
    }

    /// The lines that came and those that are said to be dropped.
    private static func total(_ lines: [String]) -> Int {
        lines.reduce(0) { total, line in
            let words = line.split(separator: " ")
            return total + (words[0] == "dropped" ? Int(words[1]) ?? 0 : 1)
        }
    }
}
