import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// One call of the Management API: the request, the state of the org, and the record for the journal.
struct APICall {
    enum Caller: Sendable {
        case apiToken
        case user(UserID)
        case client(String)
    }

    var context: RequestContext
    /// The parameters of the query.
    let query: FormParameters
    var caller = Caller.apiToken

    init(_ context: RequestContext) throws(Refusal) {
        self.context = context
        guard let query = FormParameters(query: context.request.query ?? "") else {
            throw Refusal(OktaError.malformedBody, why: "the query has a bad percent escape or is not UTF-8")
        }
        self.query = query
    }

    /// The org before the call changes it.
    var organization: Organization { context.snapshot.organization }

    /// The value of `{name}` in the path.
    func parameter(_ name: String) -> String { context.pathParameters[name] ?? "" }

    /// The instant of the call as in Okta's objects: whole seconds.
    var now: JSON { .instant(context.snapshot.now) }

    /// Generates a new id.
    mutating func newID(_ prefix: IdentifierPrefix) -> String {
        prefix.rawValue + Base62.encode(context.random.bytes(10), width: 14) + DerivedText.idEnding
    }

    /// The id of the caller, for members such as `createdBy`; for an API token, the id of its administrator.
    var administrator: String {
        switch caller {
        case .user(let id): id.rawValue
        case .client(let id): id
        case .apiToken: DerivedText.administrator
        }
    }

    /// A URL of the org.
    func href(_ path: String) -> JSON { .string(context.snapshot.urls.front + path) }

    /// The body, which must be an object.
    func body() throws(Refusal) -> JSONObject {
        guard let object = try optionalBody() else {
            throw Refusal(.malformedBody, why: "the request has no body")
        }
        return object
    }

    /// The body; nil where there is none.
    func optionalBody() throws(Refusal) -> JSONObject? {
        let request = context.request
        guard !request.body.isEmpty else { return nil }
        if let type = request.fields["Content-Type"], MediaType(type)?.isJSON != true {
            throw Refusal(.contentTypeNotSupported, why: "Content-Type is \(type), not application/json")
        }
        let value: JSON
        do throws(JSONSyntaxError) {
            value = try JSON.parse(request.body)
        } catch {
            throw Refusal(.malformedBody, why: "the body is not JSON: \(error)")
        }
        guard let object = value.object else { throw Refusal(.malformedBody, why: "the body is no JSON object") }
        return object
    }

    /// Replaces the org; group rules are evaluated for the users that change.
    func update<Outcome: Sendable>(
        _ change: (Organization) throws(Refusal) -> (Organization, Outcome)
    ) throws(Refusal) -> Outcome {
        let now = context.snapshot.now
        return try context.editor.update { (organization) throws(Refusal) in
            let (changed, outcome) = try change(organization)
            return (try GroupRules.applied(to: changed, since: organization, at: now), outcome)
        }
    }

    /// A parameter that is `true` or `false`.
    func flag(_ name: String, default fallback: Bool) -> Bool {
        query[name].map { $0.asciiLowercased == "true" } ?? fallback
    }
}

extension MediaType {
    /// Whether the type is `application/json` or ends in `+json` (RFC 6839 §3.1).
    var isJSON: Bool { essence == "application/json" || essence.hasSuffix("+json") }
}

extension JSON {
    /// An instant in whole seconds, as in Okta's objects.
    static func instant(_ instant: Instant) -> JSON {
        .string(RFC3339.format(microseconds: instant.seconds * 1_000_000))
    }
}
