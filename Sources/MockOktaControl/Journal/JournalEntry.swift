package import MockOktaFormats
package import MockOktaHTTP
import MockOktaIssuing
package import MockOktaModel

/// One exchange.
///
/// It holds references to the request and the outcome; JSON is made when the entry is read.
package final class JournalEntry: Sendable {
    package let id: Int
    package let at: Instant
    private let recorded: RecordedExchange

    init(id: Int, at: Instant, _ recorded: RecordedExchange) {
        self.id = id
        self.at = at
        self.recorded = recorded
    }

    /// The request; a large one without its header fields, query and body.
    package var request: HTTPRequest { recorded.request }

    package var outcome: ExchangeOutcome { recorded.outcome }

    /// An estimate of the memory it takes, in bytes.
    var size: Int { recorded.size }

    package var parameters: RequestParameters { recorded.parameters ?? RequestParameters(recorded.request) }

    package var status: HTTPStatus? { outcome.status }

    package var notes: ExchangeRecord { outcome.notes }

    package var fault: String? { outcome.fault }

    /// The entry in the member order of the control API, without absent members.
    package func json(showsSecrets: Bool) -> JSON {
        let parameters = parameters
        let facts = ExchangeFacts(self, parameters)
        var members: JSONObject = [
            "id": .integer(id),
            "at": .string(RFC3339.format(microseconds: at.microseconds)),
            "method": .string(request.method.rawValue),
            "path": .string(request.path),
        ]
        members["client_id"] = facts.clientID.json
        members["server"] = notes.server.json
        members["user"] = facts.user.json
        members["grant_type"] = facts.grantType.json
        members["scope"] = facts.scope.json
        members["grant"] = notes.grant.map { .string(GrantID($0).refreshTokenID) }
        members["parameters"] = parameters.json(showsSecrets: showsSecrets)
        members["status"] = status.map { .integer($0.rawValue) }
        members["error"] = notes.error.json
        members["error_description"] = notes.errorDescription.json
        members["why"] = notes.why.json
        if !notes.trace.isEmpty { members["trace"] = .array(notes.trace.map(\.json)) }
        if !notes.tokens.isEmpty { members["tokens"] = .array(notes.tokens.map(\.json)) }
        members["fault"] = fault.json
        return .object(members)
    }
}

/// Client, user, grant type and scope of an exchange: as the endpoint determined them, else as in the request.
package struct ExchangeFacts {
    package let clientID: String?
    package let user: String?
    package let grantType: String?
    package let scope: String?

    package init(_ entry: JournalEntry, _ parameters: RequestParameters? = nil) {
        let parameters = parameters ?? entry.parameters
        clientID = entry.notes.clientID ?? parameters.clientID
        user = entry.notes.user ?? parameters["username"]
        grantType = entry.notes.grantType ?? parameters["grant_type"]
        scope = entry.notes.scope ?? parameters["scope"]
    }
}

extension PolicyTrace {
    fileprivate var json: JSON {
        [
            "policy": .string(policy), "matched": .bool(isMatch), "why": .string(why),
            "rules": .array(rules.map(\.json)),
        ]
    }
}

extension PolicyTrace.Rule {
    fileprivate var json: JSON {
        var members: JSONObject = ["rule": .string(name), "matched": .bool(isMatch)]
        members["condition"] = condition.json
        members["why"] = .string(why)
        return .object(members)
    }
}

extension IssuedToken {
    fileprivate var json: JSON {
        var members: JSONObject = ["kind": .string(kind.rawValue)]
        members["jti"] = claims?["jti"]
        members["header"] = header.map { .object($0) }
        members["claims"] = claims.map { .object($0) }
        return .object(members)
    }
}

extension String? {
    fileprivate var json: JSON? { map { .string($0) } }
}
