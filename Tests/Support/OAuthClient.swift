package import MockOktaFormats
package import MockOktaHTTP

/// A client of one authorization server: what tests say instead of spelling out forms.
package struct OAuthClient {
    package let double: TestDouble
    /// `/oauth2` for the org server, `/oauth2/{server}` for a custom one.
    package let base: String

    /// A client of the org server where `server` is nil, of another tenant's where `prefix` is `/t/name`.
    package init(_ double: TestDouble, server: String? = "default", prefix: String = "") {
        self.double = double
        base = prefix + (server.map { "/oauth2/\($0)" } ?? "/oauth2")
    }

    package func post(
        _ endpoint: String,
        _ form: [(String, String)],
        query: String? = nil,
        basic: (String, String)? = nil,
        fields: HTTPFields = [:]
    ) throws -> Answer {
        var fields = fields
        if !fields.contains("Content-Type") { fields["Content-Type"] = "application/x-www-form-urlencoded" }
        if !fields.contains("Accept") { fields["Accept"] = "application/json" }
        if let basic { fields["Authorization"] = Self.basic(basic) }
        let body = Array(FormParameters(form).encoded.utf8)
        let path = base + endpoint
        return Answer(
            try double.send(HTTPRequest(method: .post, path: path, query: query, fields: fields, body: body))
        )
    }

    package func token(
        _ form: [(String, String)],
        basic: (String, String)? = nil,
        fields: HTTPFields = [:]
    ) throws -> Answer {
        try post("/v1/token", form, basic: basic, fields: fields)
    }

    /// Sends a body unchanged.
    package func token(body: String, query: String? = nil, basic: (String, String)? = nil) throws -> Answer {
        var fields: HTTPFields = [
            "Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json",
        ]
        if let basic { fields["Authorization"] = Self.basic(basic) }
        let path = base + "/v1/token"
        let request = HTTPRequest(method: .post, path: path, query: query, fields: fields, body: Array(body.utf8))
        return Answer(try double.send(request))
    }

    /// Posts a form unchanged.
    package func raw(_ endpoint: String, body: String) throws -> Answer {
        let fields: HTTPFields = [
            "Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json",
        ]
        let path = base + endpoint
        return Answer(
            try double.send(HTTPRequest(method: .post, path: path, fields: fields, body: Array(body.utf8)))
        )
    }

    /// Primary authentication with a body as it is sent.
    package func authn(_ body: String) throws -> Answer {
        let fields: HTTPFields = ["Content-Type": "application/json", "Accept": "application/json"]
        let request = HTTPRequest(method: .post, path: "/api/v1/authn", fields: fields, body: Array(body.utf8))
        return Answer(try double.send(request))
    }

    package func introspect(_ token: String, basic: (String, String)? = nil, clientID: String? = nil) throws -> Answer {
        try post("/v1/introspect", [("token", token)] + (clientID.map { [("client_id", $0)] } ?? []), basic: basic)
    }

    package func userInfo(_ token: String) throws -> Answer {
        let fields: HTTPFields = ["Authorization": "Bearer \(token)"]
        return Answer(try double.send(HTTPRequest(method: .get, path: base + "/v1/userinfo", fields: fields)))
    }

    package static func basic(_ pair: (String, String)) -> String {
        "Basic " + Base64.encode(Array("\(pair.0):\(pair.1)".utf8))
    }
}

/// The payload of a token, without a look at its signature.
package func claims(of token: String) -> JSON {
    let parts = token.split(separator: ".")
    guard parts.count == 3, let bytes = Base64URL.decode(parts[1]) else { return .null }
    return (try? JSON.parse(bytes)) ?? .null
}

/// A code verifier and its S256 challenge (RFC 7636 appendix B).
package enum PKCE {
    package static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    package static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
}
