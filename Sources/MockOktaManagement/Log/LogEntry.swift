import MockOktaCrypto
import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// One entry of the System Log (Okta, "System Log API": LogEvent).
struct LogEntry {
    /// The position of an entry: its exchange, and its place among the exchange's entries.
    struct Position: Comparable {
        let exchange: Int
        let place: Int

        static func < (one: Position, other: Position) -> Bool {
            (one.exchange, one.place) < (other.exchange, other.place)
        }

        /// The cursor `after`.
        var cursor: String { "\(exchange)_\(place)" }

        init(exchange: Int, place: Int) {
            (self.exchange, self.place) = (exchange, place)
        }

        init?(cursor: String) {
            let parts = cursor.split(separator: "_", omittingEmptySubsequences: false).map { Int($0) }
            guard parts.count == 2, let exchange = parts[0], let place = parts[1] else { return nil }
            self.init(exchange: exchange, place: place)
        }
    }

    let position: Position
    let object: JSONObject

    init(_ event: LogEvent, at place: Int, of exchange: PastExchange, _ events: ExchangeEvents, front: String) {
        position = Position(exchange: exchange.id, place: place)
        let details = LogDetails(exchange, front: front)
        // A client that lacks a DPoP nonce is challenged, not refused (Okta, release notes 2025).
        let isChallenge = event.failure == OAuthError.useDPoPNonce.name
        let result = event.failure == nil ? "SUCCESS" : isChallenge ? "CHALLENGE" : "FAILURE"
        object = [
            "actor": event.actor.map { Self.party($0) } ?? Self.party(events.actor(of: event)),
            "client": details.client, "device": .null, "authenticationContext": Self.authenticationContext,
            "displayMessage": .string(LogMessages.message(event.type)), "eventType": .string(event.type),
            "outcome": ["result": .string(result), "reason": event.failure.map { .string($0) } ?? .null],
            "published": .string(RFC3339.format(microseconds: exchange.at.microseconds)),
            "securityContext": [
                "asNumber": .null, "asOrg": .null, "isp": .null, "domain": .null, "isProxy": .null,
            ],
            "severity": event.failure == nil || isChallenge ? "INFO" : "WARN",
            "debugContext": ["debugData": .object(details.debugData(of: event))],
            "legacyEventType": LogMessages.legacyType(event).map { .string($0) } ?? .null,
            "transaction": ["type": "WEB", "id": .string(exchange.requestID ?? ""), "detail": [:]],
            "uuid": .string(Self.uuid(exchange, place)), "version": "0",
            "request": ["ipChain": details.ipChain],
            "target": event.targets.isEmpty ? .null : .array(event.targets.map { Self.party($0) }),
        ]
    }

    private static let authenticationContext: JSON = [
        "authenticationProvider": .null, "credentialProvider": .null, "credentialType": .null, "issuer": .null,
        "interface": .null, "authenticationStep": 0, "externalSessionId": "unknown",
    ]

    private static func party(_ party: LogEvent.Party) -> JSON {
        [
            "id": .string(party.id), "type": .string(party.type),
            "alternateId": .string(party.alternateID ?? "unknown"),
            "displayName": party.displayName.map { .string($0) } ?? .null, "detailEntry": .null,
        ]
    }

    /// A UUID (RFC 9562 §4) that depends on the exchange and the place alone.
    private static func uuid(_ exchange: PastExchange, _ place: Int) -> String {
        let seed = "\(exchange.requestID ?? "")/\(exchange.id)/\(place)/\(exchange.at.microseconds)"
        let digest = SHA256.digest(Array(seed.utf8))
        var digits: [UInt8] = []
        for start in [0, 8] {
            let number = digest[start..<start + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            Hexadecimal.appendLowerCase(number, to: &digits)
        }
        let text = String(decoding: digits, as: UTF8.self)
        var rest = Substring(text)
        let parts = [8, 4, 4, 4, 12].map { length in
            defer { rest = rest.dropFirst(length) }
            return String(rest.prefix(length))
        }
        return parts.joined(separator: "-")
    }
}
