package import MockOktaFormats
package import MockOktaHTTP

/// A client of `/interact` and `/idp/idx` that submits the forms of envelopes, as Okta's SDKs do.
package struct IDXClient {
    package static let fixture = """
        {apps: [
           {client_id: "native-idx", application_type: "native", token_endpoint_auth_method: "none",
            grant_types: ["interaction_code", "refresh_token"], redirect_uris: ["com.example:/callback"]},
           {client_id: "web-idx", client_secret: "web-idx-secret", grant_types: ["interaction_code"],
            redirect_uris: ["http://localhost:3000/callback"]}]}
        """

    package let oauth: OAuthClient

    /// A client of the org server, which has no rules, where `server` is nil.
    package init(_ double: TestDouble, server: String? = nil) {
        oauth = OAuthClient(double, server: server)
    }

    /// The parameters of `/interact` for the public client.
    package static func interact(_ changes: [String: String?] = [:]) -> [(String, String)] {
        let standard = [
            ("client_id", "native-idx"), ("scope", "openid profile"), ("redirect_uri", "com.example:/callback"),
            ("code_challenge", PKCE.challenge), ("code_challenge_method", "S256"), ("state", "s-1"), ("nonce", "n-1"),
        ]
        let known = Set(standard.map(\.0))
        let kept = standard.compactMap { name, value in (changes[name] ?? value).map { (name, $0) } }
        return kept + changes.compactMap { name, value in known.contains(name) ? nil : value.map { (name, $0) } }
    }

    /// The first envelope of a sign-in.
    package func begin(_ changes: [String: String?] = [:]) throws -> Answer {
        let handle = try oauth.post("/v1/interact", Self.interact(changes)).string("interaction_handle")
        return try post("introspect", ["interactionHandle": .string(handle)])
    }

    package func post(_ path: String, _ body: JSON, _ fields: HTTPFields = [:]) throws -> Answer {
        Answer(try oauth.double.send(Self.request(path, body, fields)))
    }

    package static func request(_ path: String, _ body: JSON, _ fields: HTTPFields = [:]) -> HTTPRequest {
        var fields = fields
        if !fields.contains("Content-Type") { fields["Content-Type"] = "application/ion+json;okta-version=1.0.0" }
        return HTTPRequest(method: .post, path: "/idp/idx/" + path, fields: fields, body: body.serialized())
    }

    /// Submits a form of an envelope by name: one of its remediations, or an action such as `recover` or `cancel`.
    package func submit(_ envelope: Answer, _ name: String, _ members: JSONObject = [:]) throws -> Answer {
        let (path, body) = try Self.form(envelope, name, members)
        return try post(path, body)
    }

    /// The path of a form below `/idp/idx`, and its body.
    package static func form(
        _ envelope: Answer,
        _ name: String,
        _ members: JSONObject = [:]
    ) throws -> (String, JSON) {
        let current = ["currentAuthenticator", "currentAuthenticatorEnrollment"].compactMap {
            envelope.json[$0]?["value"]
        }
        let form =
            (envelope.json["remediation"]?["value"]?.array ?? []).first { $0["name"]?.string == name }
            ?? current.compactMap { $0[name] }.first ?? envelope.json[name]
        guard let href = form?["href"]?.string, let start = href.firstRange(of: "/idp/idx/") else {
            throw TestDouble.Failure(description: "no form \(name) in: \(envelope.text)")
        }
        var body: JSONObject = [:]
        for field in form?["value"]?.array ?? [] where field["mutable"]?.bool == false {
            if let name = field["name"]?.string { body[name] = field["value"] }
        }
        for member in members.members { body[member.key] = member.value }
        return (String(href[start.upperBound...]), .object(body))
    }

    package static func passcode(_ text: String) -> JSONObject { ["credentials": ["passcode": .string(text)]] }

    /// Chooses an authenticator by the label of its option.
    package func choose(
        _ envelope: Answer,
        _ label: String,
        _ more: JSONObject = [:],
        by name: String = "select-authenticator-authenticate"
    ) throws -> Answer {
        let form = (envelope.json["remediation"]?["value"]?.array ?? []).first { $0["name"]?.string == name }
        let field = (form?["value"]?.array ?? []).first { $0["name"]?.string == "authenticator" }
        let option = (field?["options"]?.array ?? []).first { $0["label"]?.string == label }
        var chosen: JSONObject = [:]
        // okta-idx-golang takes the first field for the id.
        chosen["id"] = option?["value"]?["form"]?["value"]?.array?.first?["value"]
        for member in more.members { chosen[member.key] = member.value }
        return try submit(envelope, name, ["authenticator": .object(chosen)])
    }

    /// Redeems the code of the last envelope, as Okta's Kotlin SDK does: every field of its form.
    package func redeem(_ envelope: Answer, _ changes: [String: String] = [:]) throws -> Answer {
        let fields = envelope.json["successWithInteractionCode"]?["value"]?.array ?? []
        var form = fields.map { ($0["name"]?.string ?? "", $0["value"]?.string ?? "") }
        form = form.map { ($0.0, $0.0 == "code_verifier" ? PKCE.verifier : changes[$0.0] ?? $0.1) }
        return try oauth.token(form)
    }
}

extension Answer {
    /// The names of an envelope's forms.
    package var remediations: [String] {
        (json["remediation"]?["value"]?.array ?? []).compactMap { $0["name"]?.string }
    }

    /// The keys of an envelope's messages, at the top and at fields.
    package var messageKeys: [String] {
        func keys(_ json: JSON?) -> [String] {
            switch json {
            case .object(let object):
                object.members.flatMap { member in
                    member.key == "i18n" ? [member.value["key"]?.string ?? ""] : keys(member.value)
                }
            case .array(let values): values.flatMap { keys($0) }
            default: []
            }
        }
        return keys(json)
    }
}
