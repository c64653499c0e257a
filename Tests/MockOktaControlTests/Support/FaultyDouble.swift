import MockOktaFormats
import MockOktaTestSupport
import Testing

/// A double with a fault, and a client connected to it.
final class FaultyDouble {
    let double: TestDouble
    private let client: RawClient

    init(effect: JSON, times: Int? = nil) throws {
        double = try TestDouble(builtInAnd: "{}", .socket)
        var fault: JSONObject = ["effect": effect]
        fault["times"] = times.map { .integer($0) }
        let made = try ControlClient(double).post("/faults", .object(fault))
        #expect(made.status == 201, "\(made)")
        client = try RawClient(port: #require(double.port))
    }

    func get(_ path: String) throws -> RawClient.Answer { try client.get(path) }
    func send(_ text: String) throws { try client.send(text) }
    func read(until separator: String) throws -> String { try client.read(until: separator) }
    func readAnswer() throws -> RawClient.Answer { try client.readAnswer() }
    func readToEnd() throws -> String { try client.readToEnd() }

    /// The declared length of an answer's body.
    static func length(_ head: String) -> Int? {
        let line = head.split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }
        return line.flatMap { Int($0.dropFirst(16)) }
    }
}
