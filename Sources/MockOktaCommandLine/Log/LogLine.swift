package import MockOktaFormats
import MockOktaSystem

/// One line of the log; its time is real time, not that of the virtual clock.
package struct LogLine: Sendable {
    private let microseconds: Int64
    private let level: String
    private let message: String
    private let members: @Sendable () -> JSONObject
    private let details: [(name: String, value: String)]

    /// - Parameters:
    ///   - level: the level's name in the log: `info`.
    ///   - message: the event.
    ///   - members: what the message says, for programs that read the log as JSON.
    ///   - details: names and values, in their order.
    ///   - microseconds: the time since 1970.
    package init(
        level: String,
        message: String,
        members: @escaping @Sendable () -> JSONObject = { [:] },
        details: [(name: String, value: String)] = [],
        at microseconds: Int64
    ) {
        self.microseconds = microseconds
        self.level = level
        self.message = message
        self.members = members
        self.details = details
    }

    /// The system's time, for `microseconds`.
    package static var now: Int64 { WallClock.microseconds }

    /// Text: `2026-01-01T00:00:00.000Z info GET /userinfo 200 client=web-app`.
    package var text: [UInt8] {
        var line: [UInt8] = []
        line.reserveCapacity(256)
        RFC3339.append(microseconds: microseconds, to: &line)
        for word in [level, message] {
            line.append(" ")
            line.append(VisibleText.escapedLine(word))
        }
        for (name, value) in details {
            line.append(" ")
            line.append(VisibleText.escapedLine(name))
            line.append("=")
            line.append(VisibleText.escapedLine(Self.quoted(value)))
        }
        line.append("\n")
        return line
    }

    /// The line as one JSON object.
    package var json: [UInt8] {
        var object: JSONObject = [
            "time": .string(RFC3339.format(microseconds: microseconds)), "level": .string(level),
            "message": .string(message),
        ]
        for member in members().members { object[member.key] = member.value }
        for (name, value) in details { object[name] = .string(value) }
        let line = String(decoding: JSON.object(object).serialized(), as: UTF8.self)
        return Array(VisibleText.escapedJSON(line).utf8) + [UInt8(ascii: "\n")]
    }

    /// Returns a JSON string where the value contains spaces, quotes or other special characters.
    private static func quoted(_ value: String) -> String {
        let isPlain = !value.isEmpty && value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") }
        return isPlain ? value : String(decoding: JSON.string(value).serialized(), as: UTF8.self)
    }
}
