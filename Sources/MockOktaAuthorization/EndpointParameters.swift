import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// The parameters of a form-encoded endpoint, read once: the body, and what stands in the query beside it.
struct EndpointParameters {
    private let parameters: FormParameters

    /// Applies the rules about how such a request must look (Okta's framework answers before the endpoint).
    ///
    /// - Parameter request: a POST to `/token`, `/introspect` or `/revoke`.
    /// - Throws: `Refusal` for a body of another type, repeated parameters, credentials in the query.
    init(_ request: HTTPRequest) throws(Refusal) {
        try Self.checkTransport(request)
        guard let body = FormParameters(request.body) else {
            throw Refusal.unreadable("body")
        }
        let query = try Self.query(request)
        var all = body
        for parameter in query.parameters { all.append(parameter.name, parameter.value) }
        if let refusal = Refusal.repeated(all.duplicatedNames) { throw refusal }
        guard query.isEmpty || !query.contains("client_secret") else {
            throw Refusal(.clientCredentialsInQuery, why: "the query holds a client secret; send it in the body")
        }
        parameters = all
    }

    /// A parameter's value; nil when it is absent or empty, which OAuth treats alike (RFC 6749 §3.1).
    subscript(_ name: String) -> String? {
        parameters[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    func required(_ name: String) throws(Refusal) -> String {
        guard let value = self[name] else {
            throw Refusal(.missingTokenRequestParameter.with(name), why: "\(name) is absent or empty")
        }
        return value
    }

    private static let form = "application/x-www-form-urlencoded"

    private static func query(_ request: HTTPRequest) throws(Refusal) -> FormParameters {
        guard let text = request.query else { return FormParameters() }
        guard let query = FormParameters(query: text) else {
            throw Refusal.unreadable("query")
        }
        return query
    }

    private static func checkTransport(_ request: HTTPRequest) throws(Refusal) {
        guard request.hasBodyFraming else {
            throw Refusal(.lengthRequired, why: "neither Content-Length nor Transfer-Encoding was sent")
        }
        let contentType = request.fields["Content-Type"]
        if let contentType {
            guard contentType == form || MediaType(contentType)?.essence == form else {
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
