import MockOktaFormats

/// The metadata of an authorization server, as it answers from here (OpenID Connect Discovery 1.0 §4).
struct Discovery {
    struct Failure: Error {
        let reason: String
        /// Whether anything answered.
        let isAnswered: Bool
    }

    /// The URL that was asked for, without a slash at the end.
    let address: String
    /// Whether `address` is an issuer, which must equal the one of the document, and not a base URL.
    let isIssuer: Bool
    let document: JSONObject

    var issuer: String? { document["issuer"]?.string }

    /// Reads the document of an issuer; of a base URL that of its server `default`, else of its org server.
    init(_ address: String, _ url: PlainURL, _ client: HTTPClient) throws(Failure) {
        let path = url.path == "/" ? "" : url.path
        self.address = address
        isIssuer = !path.isEmpty
        var answer = try Self.get((isIssuer ? path : "/oauth2/default") + Self.suffix, url, client)
        if answer.status == 404, !isIssuer { answer = try Self.get(Self.suffix, url, client) }
        guard answer.status == 200, let document = try? JSON.parse(answer.body).object else {
            throw Failure(reason: "answers \(answer.status), but has no \(path)\(Self.suffix)", isAnswered: true)
        }
        self.document = document
    }

    private static let suffix = "/.well-known/openid-configuration"

    private static func get(
        _ path: String,
        _ url: PlainURL,
        _ client: HTTPClient
    ) throws(Failure) -> ResponseReader.Answer {
        do throws(HTTPClientError) {
            return try client.get(path, from: url)
        } catch {
            throw Failure(reason: "\(error)", isAnswered: error.isAnswer)
        }
    }
}
