import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing

/// How a request authenticates its client, by Okta's names of the methods.
enum ClientProof {
    /// Returns the method; nil where the request names no client.
    static func method(_ request: HTTPRequest, _ parameters: RequestParameters) -> String? {
        if let assertion = parameters["client_assertion"] {
            let algorithm = JWT(assertion)?.algorithm ?? ""
            return algorithm.hasPrefix("HS") ? "client_secret_jwt" : "private_key_jwt"
        }
        if request.fields.credentials("Basic") != nil { return "client_secret_basic" }
        if parameters["client_secret"] != nil { return "client_secret_post" }
        // A browser names the client at /authorize, and no client authenticates there.
        guard request.method == .post, parameters["client_id"] != nil else { return nil }
        return "none"
    }
}
