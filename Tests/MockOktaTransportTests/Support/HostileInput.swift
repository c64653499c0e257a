import Testing

/// Bytes that a hostile or broken client may send, and what must come of them.
struct HostileInput: Sendable, CustomTestStringConvertible {
    enum Outcome: Sendable {
        /// The server answers so many good requests, then this status with `Connection: close`, and closes by itself.
        case refused(Int, after: Int = 0)
        /// All is well: so many answers, and the end when the client has ended.
        case served(Int)
        /// The client ends in the middle of a request and gets nothing.
        case dropped
    }

    let testDescription: String
    let outcome: Outcome
    let text: String

    init(_ testDescription: String, _ outcome: Outcome, _ text: String) {
        self.testDescription = testDescription
        self.outcome = outcome
        self.text = text
    }

    static let all = [requestLines, versions, lineEnds, fields, hosts, lengths, codings, chunks].flatMap(\.self)

    static func many(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
}
