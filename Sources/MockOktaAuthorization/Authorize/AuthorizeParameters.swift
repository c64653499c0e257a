import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// The parameters of an authorize request, wherever they stood: query for GET, body for POST.
struct AuthorizeParameters {
    let parameters: FormParameters

    init(_ parameters: FormParameters) throws(Refusal) {
        self.parameters = parameters
        let duplicated = parameters.duplicatedNames
        guard duplicated.isEmpty else {
            throw Refusal(.illegalDuplicatedParameters.with(list: duplicated), why: "\(duplicated) sent more than once")
        }
    }

    init(_ request: HTTPRequest) throws(Refusal) {
        guard request.method == .post else {
            guard let query = FormParameters(query: request.query ?? "") else {
                throw Refusal(.invalidRequest, why: "the query is not form-encoded UTF-8 text")
            }
            try self.init(query)
            return
        }
        let type = request.fields["Content-Type"].flatMap { MediaType($0) }?.essence
        guard type == "application/x-www-form-urlencoded", let body = FormParameters(request.body) else {
            throw Refusal(
                .invalidRequest,
                why: "a POST to /authorize carries a form body, not \(type ?? "untyped bytes")"
            )
        }
        guard (request.query ?? "").isEmpty else {
            throw Refusal(
                .invalidRequest,
                why: "a POST to /authorize has all parameters in its body, none in the query"
            )
        }
        try self.init(body)
    }

    /// A value; nil when the parameter is absent or empty (RFC 6749 §3.1).
    subscript(_ name: String) -> String? { parameters[name].flatMap { $0.isEmpty ? nil : $0 } }
}
