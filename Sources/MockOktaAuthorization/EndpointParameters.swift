import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// The parameters of a form-encoded endpoint, read once, from the body and the query.
struct EndpointParameters {
    private let parameters: FormParameters

    /// All of them, for an endpoint that keeps what it is sent.
    var all: FormParameters { parameters }

    /// Parameters that came another way, in a signed request.
    init(_ parameters: FormParameters) {
        self.parameters = parameters
    }

    /// Applies the rules about how such a request must look (Okta's framework answers before the endpoint).
    ///
    /// - Parameters:
    ///   - request: a POST to `/token`, `/introspect` or `/revoke`.
    ///   - takesJSON: whether the body may be an object of texts as well.
    /// - Throws: `Refusal` for a body of another type, repeated parameters, credentials in the query.
    init(_ request: HTTPRequest, takesJSON: Bool = false) throws(Refusal) {
        let contentType = request.fields["Content-Type"]
        let type = contentType.flatMap(Self.mediaType)
        try Self.checkTransport(request, contentType, type, takesJSON: takesJSON)
        let body = try Self.body(request, type)
        let query = try Self.query(request)
        var all = body
        for parameter in query.parameters { all.append(parameter.name, parameter.value) }
        if let refusal = Refusal.repeated(all.duplicatedNames) { throw refusal }
        // Okta's Go SDK sends everything in the query when it redeems an interaction code.
        let isInteraction = query["grant_type"] == GrantType.interactionCode.rawValue
        guard query.isEmpty || isInteraction || !query.contains("client_secret") else {
            throw Refusal(.clientCredentialsInQuery, why: "the query holds a client secret; send it in the body")
        }
        parameters = all
    }

    /// A parameter's value; nil when it is absent or empty, which OAuth treats alike (RFC 6749 §3.1).
    subscript(_ name: String) -> String? {
        parameters[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Whether a parameter was sent, be it empty.
    func contains(_ name: String) -> Bool { parameters.contains(name) }

    func required(_ name: String) throws(Refusal) -> String {
        guard let value = self[name] else {
            throw Refusal(.missingTokenRequestParameter.with(name), why: "\(name) is absent or empty")
        }
        return value
    }

    private static let form = "application/x-www-form-urlencoded"

    private static let json = "application/json"

    private static func body(_ request: HTTPRequest, _ type: String?) throws(Refusal) -> FormParameters {
        guard type == json else {
            guard let body = FormParameters(request.body) else { throw Refusal.unreadable("body") }
            return body
        }
        guard let object = try? JSON.parse(request.body).object else {
            throw Refusal(.invalidRequest, why: "the body is no JSON object")
        }
        return FormParameters(object.members.compactMap { member in member.value.string.map { (member.key, $0) } })
    }

    /// The media type of the body, without parameters; nil where it is malformed.
    private static func mediaType(_ text: String) -> String? {
        // Nearly all clients send this form, which needs no parsing.
        text == form ? form : MediaType(text)?.essence
    }

    private static func query(_ request: HTTPRequest) throws(Refusal) -> FormParameters {
        guard let text = request.query else { return FormParameters() }
        guard let query = FormParameters(query: text) else {
            throw Refusal.unreadable("query")
        }
        return query
    }

    private static func checkTransport(
        _ request: HTTPRequest,
        _ contentType: String?,
        _ type: String?,
        takesJSON: Bool
    ) throws(Refusal) {
        guard request.hasBodyFraming else {
            throw Refusal(.lengthRequired, why: "neither Content-Length nor Transfer-Encoding was sent")
        }
        if let contentType {
            guard type == form || takesJSON && type == json else {
                throw Refusal(.contentTypeNotSupported, why: "Content-Type is \(contentType)")
            }
        } else if !request.fields.contains("Accept") {
            throw Refusal(.headersNotSet, why: "neither Content-Type nor Accept was sent")
        } else if !request.body.isEmpty {
            throw Refusal(.contentTypeNotSupported, why: "a body came without Content-Type")
        }
        guard Accept(request.fields).admits("application/json") else {
            throw Refusal(.acceptNotSupported, why: "Accept takes no application/json")
        }
    }
}
