import MockOktaControl
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// A request and its answer as recorded in the journal; unknown members are nil.
public struct RecordedRequest: Hashable, Sendable, Identifiable {
    /// Counts from 1.
    public let id: Int
    /// When it arrived, by the org's clock: `2026-01-01T00:00:00.000Z`.
    public let time: String
    /// Such as `POST`.
    public let method: String
    /// Without the query.
    public let path: String
    /// The client as the endpoint determined it, else as named in the request.
    public let clientID: String?
    /// The path segment of the authorization server.
    public let server: String?
    /// The user's login.
    public let user: String?
    /// The `grant_type`.
    public let grantType: String?
    /// The scopes, separated by spaces.
    public let scope: String?
    /// The parameters of query and body; secrets are `[redacted]`.
    public let parameters: [String: JSONValue]
    /// The status of the answer; nil where a fault prevented an answer.
    public let status: Int?
    /// The `error` of the answer, or its `errorCode`.
    public let error: String?
    /// The `error_description` of the answer, or its `errorSummary`.
    public let errorDescription: String?
    /// The reason for a refusal and its remedy, for the developer.
    public let why: String?
    /// The access policies that were evaluated, in order.
    public let trace: [Policy]
    /// The issued tokens, in the order of the answer.
    public let tokens: [Token]
    /// The ``InjectedFault/id`` of the fault that acted.
    public let fault: String?
}

extension RecordedRequest {
    /// An access policy that was evaluated.
    public struct Policy: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// Whether it applies to the client.
        public let isMatch: Bool
        /// Why it applies or not.
        public let why: String
        /// The rules that were evaluated.
        public let rules: [Rule]
    }

    /// A rule of an access policy that was evaluated.
    public struct Rule: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// Whether it matched.
        public let isMatch: Bool
        /// The condition that failed, such as `people.groups`; nil where it matched.
        public let condition: String?
        /// Why it matched or not.
        public let why: String
    }

    /// A token that was issued, without its text.
    public struct Token: Hashable, Sendable {
        /// `access`, `id`, `refresh` or `code`.
        public let kind: String
        /// The claims of a JWT; empty for an opaque token.
        public let claims: [String: JSONValue]
    }
}

extension RecordedRequest: CustomStringConvertible {
    /// One line, such as `POST /oauth2/default/v1/token 401 access_denied: no rule lets bob@example.com …`.
    public var description: String {
        let words = [method, path, status.map(String.init) ?? "unanswered", error].compactMap(\.self)
        return words.joined(separator: " ") + (why.map { ": " + $0 } ?? "")
    }

    init(_ entry: JournalEntry, showsSecrets: Bool) {
        let read = entry.parameters
        let record = entry.completedRecord(read)
        id = entry.id
        time = RFC3339.format(microseconds: entry.at.microseconds)
        method = entry.request.method.rawValue
        path = entry.request.path
        clientID = record.clientID
        server = record.server
        user = record.user
        grantType = record.grantType
        scope = record.scope
        parameters = read.json(showsSecrets: showsSecrets)?.object.map(JSONValue.members) ?? [:]
        status = entry.status?.rawValue
        error = record.error
        errorDescription = record.errorDescription
        why = record.why
        trace = record.trace.map(Policy.init)
        tokens = record.tokens.map { Token(kind: $0.kind.rawValue, claims: $0.claims.map(JSONValue.members) ?? [:]) }
        fault = entry.fault
    }
}

extension RecordedRequest.Policy {
    fileprivate init(_ trace: PolicyTrace) {
        name = trace.policy
        isMatch = trace.isMatch
        why = trace.why
        rules = trace.rules.map {
            RecordedRequest.Rule(name: $0.name, isMatch: $0.isMatch, condition: $0.condition, why: $0.why)
        }
    }
}
