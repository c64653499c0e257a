import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// The parameters of an authorize request, wherever they stood: query for GET, body for POST.
struct AuthorizeParameters {
    let parameters: FormParameters
    private let duplicated: [String]

    init(_ parameters: FormParameters) {
        self.parameters = parameters
        duplicated = parameters.duplicatedNames
    }

    init(_ request: HTTPRequest) throws(Refusal) {
        guard request.method == .post else {
            guard let query = FormParameters(query: request.query ?? "") else {
                throw Refusal.unreadable("query")
            }
            self.init(query)
            return
        }
        let type = request.fields["Content-Type"].flatMap { MediaType($0) }?.essence
        guard type == "application/x-www-form-urlencoded" else {
            throw Refusal(
                .invalidRequest,
                why: "a POST to /authorize carries a form body, not \(type ?? "untyped bytes")"
            )
        }
        guard let body = FormParameters(request.body) else { throw Refusal.unreadable("body") }
        guard (request.query ?? "").isEmpty else {
            throw Refusal(
                .invalidRequest,
                why: "a POST to /authorize has all parameters in its body, none in the query"
            )
        }
        self.init(body)
    }

    /// Okta's refusal of repeated parameters, which precedes all other checks; nil where there are none.
    var repetition: Refusal? { .repeated(duplicated) }

    /// Bytes of all names and values together, other than `request`: the pages repeat them in each of their forms.
    private static let byteLimit = 16_384

    /// Refuses parameters that are longer than the URL limits of servers and browsers would let them be.
    ///
    /// - Throws: `Refusal` that names the longest one.
    func checkLength() throws(Refusal) {
        var length = 0
        var longest: FormParameters.Parameter?
        for parameter in parameters.parameters where parameter.name != "request" {
            length += parameter.name.utf8.count + parameter.value.utf8.count
            if parameter.value.utf8.count > longest?.value.utf8.count ?? -1 { longest = parameter }
        }
        guard length > Self.byteLimit, let longest else { return }
        let name = String(longest.name.prefix(64))
        let row = OAuthError(400, "invalid_request", "parameter_too_long", "The parameter '\(name)' is too long.")
        let why = "the parameters have \(length) bytes together, \(longest.value.utf8.count) of them in \(name); "
        throw Refusal(row, why: why + "at most \(Self.byteLimit) are taken")
    }

    /// The parameters without one that the pages put in and no request may.
    func removing(_ name: String) -> AuthorizeParameters {
        guard parameters.contains(name) else { return self }
        let rest = parameters.parameters.filter { $0.name != name }.map { ($0.name, $0.value) }
        return AuthorizeParameters(FormParameters(rest))
    }

    /// A value; nil when the parameter is absent, empty (RFC 6749 §3.1) or repeated.
    subscript(_ name: String) -> String? {
        guard !duplicated.contains(name) else { return nil }
        return parameters[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}
