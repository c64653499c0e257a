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

    /// The entry as processes share it.
    var stored: StoredExchange { StoredExchange(at: at, recorded) }

    /// The request; of a large one the beginnings of its parts.
    package var request: HTTPRequest { recorded.request }

    /// The path of the request without a secret at its end.
    package var shownPath: String { ShownText.path(request.path) }

    /// The size of the request's body as received.
    var requestBodySize: Int { recorded.bodySize }

    /// Nil where a fault prevented an answer.
    package var answer: RecordedAnswer? { recorded.answer }

    package var outcome: ExchangeOutcome { recorded.outcome }

    /// An estimate of the memory it takes, in bytes.
    var size: Int { recorded.size }

    package var parameters: RequestParameters { recorded.parameters ?? RequestParameters(recorded.request) }

    package var status: HTTPStatus? { outcome.status }

    package var record: ExchangeRecord { outcome.record }

    /// Completes the record by what the endpoint did not determine.
    ///
    /// - Parameter parameters: those of the request, where the caller has read them already.
    /// - Returns: the record, with client, user, grant type and scope as in the request where it had none.
    package func completedRecord(_ parameters: RequestParameters? = nil) -> ExchangeRecord {
        let parameters = parameters ?? self.parameters
        var record = record
        record.clientID = record.clientID ?? parameters.clientID
        record.user = record.user ?? parameters["username"]
        record.grantType = record.grantType ?? parameters["grant_type"]
        record.scope = record.scope ?? parameters["scope"]
        return record
    }

    package var fault: String? { outcome.fault }

    /// The entry in the member order of the control API, without absent members.
    package func json(showsSecrets: Bool) -> JSON {
        let parameters = parameters
        let record = completedRecord(parameters)
        var members: JSONObject = [
            "id": .integer(id),
            "at": .string(RFC3339.format(microseconds: at.microseconds)),
            "method": .string(request.method.rawValue),
            "path": .string(showsSecrets ? request.path : shownPath),
        ]
        members["client_id"] = record.clientID.json
        members["client_authentication"] = ClientProof.method(request, parameters).json
        members["server"] = record.server.json
        members["user"] = record.user.json
        members["grant_type"] = record.grantType.json
        members["scope"] = record.scope.json
        members["grant"] = record.grant.map { .string(GrantID($0).refreshTokenID) }
        members["parameters"] = parameters.json(showsSecrets: showsSecrets)
        members["status"] = status.map { .integer($0.rawValue) }
        members["error"] = record.error.json
        members["error_description"] = record.errorDescription.json
        members["why"] = record.why.json
        members["remedy"] = record.remedy?.json
        if !record.trace.isEmpty { members["trace"] = .array(record.trace.map(\.json)) }
        if !record.tokens.isEmpty { members["tokens"] = .array(record.tokens.map(\.json)) }
        members["fault"] = fault.json
        members["real_duration_ms"] = answer?.duration.map { .double(Double($0.microseconds) / 1000) }
        return .object(members)
    }
}

extension Remedy {
    fileprivate var json: JSON {
        var members: JSONObject = ["text": .string(text)]
        members["fixture"] = fixture
        return .object(members)
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
        if !omitted.isEmpty { members["omitted_claims"] = .array(omitted.map(\.json)) }
        return .object(members)
    }
}

extension String? {
    fileprivate var json: JSON? { map { .string($0) } }
}
