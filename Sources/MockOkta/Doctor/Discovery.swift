import MockOktaFormats

/// The metadata of an authorization server, as it answers from here (OpenID Connect Discovery 1.0 §4).
struct Discovery {
    struct Failure: Error {
        let reason: String
        /// Whether something speaks there at all.
        let isAnswered: Bool
    }

    /// What was asked for, without a slash at the end.
    let address: String
    /// Whether `address` is an issuer, which then must be the one of the document, and not a bare host.
    let isIssuer: Bool
    let document: JSONObject

    var issuer: String? { document["issuer"]?.string }

    /// Reads the document of an issuer; of a bare host that of its server `default`, else of its org server.
    init(_ address: String, _ url: PlainURL) throws(Failure) {
        let path = url.path == "/" ? "" : url.path
        self.address = address
        isIssuer = !path.isEmpty
        var answer = try Self.get((isIssuer ? path : "/oauth2/default") + Self.suffix, url)
        if answer.status == 404, !isIssuer { answer = try Self.get(Self.suffix, url) }
        guard answer.status == 200, let document = try? JSON.parse(answer.body).object else {
            throw Failure(reason: "answers \(answer.status), but has no \(path)\(Self.suffix)", isAnswered: true)
        }
        self.document = document
    }

    private static let suffix = "/.well-known/openid-configuration"

    private static func get(_ path: String, _ url: PlainURL) throws(Failure) -> HTTPClient.Answer {
        do throws(HTTPClientError) {
            return try HTTPClient.get(path, from: url)
        } catch {
            throw Failure(reason: "\(error)", isAnswered: error == .noHTTP)
        }
    }
}
