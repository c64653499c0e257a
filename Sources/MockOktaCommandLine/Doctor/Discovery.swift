import MockOktaFormats
import MockOktaHTTPClient

/// The metadata of an authorization server, fetched from this machine (OpenID Connect Discovery 1.0 §4).
struct Discovery {
    struct Failure: Error {
        let reason: String
        /// Whether a server answered.
        let isAnswered: Bool
    }

    /// The requested URL, without a slash at the end.
    let address: String
    /// Whether `address` is an issuer, which must equal that of the document; otherwise it is a base URL.
    let isIssuer: Bool
    let document: JSONObject

    var issuer: String? { document["issuer"]?.string }

    /// Fetches the document of an issuer; for a base URL that of the server `default`, else of the org server.
    init(_ address: String, _ url: PlainURL, _ client: HTTPClient) throws(Failure) {
        let path = url.path == "/" ? "" : url.path
        self.address = address
        isIssuer = !path.isEmpty
        var answer = try Self.get((isIssuer ? path : "/oauth2/default") + Self.suffix, url, client)
        if answer.status == 404, !isIssuer { answer = try Self.get(Self.suffix, url, client) }
        guard answer.status == 200, let document = try? JSON.parse(answer.body).object else {
            let body = answer.body.prefix(200).prefix { $0 != UInt8(ascii: "\n") }
            let text = String(decoding: body, as: UTF8.self)
            let reason = "answers \(answer.status), but has no \(path)\(Self.suffix): \(text)"
            throw Failure(reason: reason, isAnswered: true)
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
            var reason = "\(error)"
            if case .noTrust = error { reason += "; --tls-ca names the CA to trust: the double's is at /_mock/ca.pem" }
            throw Failure(reason: reason, isAnswered: error.isAnswer)
        }
    }
}
