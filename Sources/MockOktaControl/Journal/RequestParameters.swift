package import MockOktaFormats
package import MockOktaHTTP

/// The parameters of a request, from its query and body, for the journal and for faults.
package struct RequestParameters: Sendable {
    private let parameters: [FormParameters.Parameter]
    private let body: JSONObject?
    /// The user name of HTTP Basic.
    private let basicUser: String?

    package init(_ request: HTTPRequest) {
        var parameters = request.query.flatMap { FormParameters(query: $0) }?.parameters ?? []
        let type = request.fields["Content-Type"].flatMap { MediaType($0) }?.essence
        if type == "application/x-www-form-urlencoded" {
            parameters += FormParameters(request.body)?.parameters ?? []
        }
        self.parameters = parameters
        let isJSON = type == "application/json" || type?.hasSuffix("+json") == true
        body = isJSON ? (try? JSON.parse(request.body))?.object : nil
        basicUser = Self.basicUser(request)
    }

    package subscript(_ name: String) -> String? {
        parameters.first { $0.name == name && !$0.value.isEmpty }?.value ?? body?[name]?.string
    }

    /// The client that the request names: by parameter, by HTTP Basic, or as the subject of its assertion.
    package var clientID: String? {
        self["client_id"] ?? basicUser ?? self["client_assertion"].flatMap { Self.claims(of: $0)?["sub"]?.string }
    }

    /// The payload of a JWT, not verified.
    package static func claims(of token: String) -> JSONObject? {
        let parts = token.split(separator: ".")
        guard parts.count == 3, let bytes = Base64URL.decode(String(parts[1])) else { return nil }
        return (try? JSON.parse(bytes))?.object
    }

    /// All parameters with secrets redacted; a parameter sent several times becomes an array.
    package func json(showsSecrets: Bool) -> JSON? {
        var members: JSONObject = [:]
        for parameter in parameters {
            let value = Self.shown(parameter.name, .string(parameter.value), showsSecrets)
            switch members[parameter.name] {
            case nil: members[parameter.name] = value
            case .array(let values)?: members[parameter.name] = .array(values + [value])
            case let first?: members[parameter.name] = .array([first, value])
            }
        }
        for member in body?.members ?? [] {
            members[member.key] = Self.shown(member.key, member.value, showsSecrets)
        }
        return members.isEmpty ? nil : .object(members)
    }

    private static func shown(_ name: String, _ value: JSON, _ showsSecrets: Bool) -> JSON {
        if !showsSecrets, isSecret(name) { return "[redacted]" }
        guard let object = value.object else { return value }
        return .object(JSONObject(object.members.map { ($0.key, shown($0.key, $0.value, showsSecrets)) }))
    }

    /// Whether the value of a parameter is a secret; a name such as `token_type_hint` is not.
    private static func isSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        if name == "code" || name == "code_verifier" || name == "assertion" || name == "passcode" { return true }
        if name == "answer" || name == "id_token_hint" || name == "client_assertion" { return true }
        return ["password", "secret", "token", "privatekey"].contains { name.hasSuffix($0) }
    }

    private static func basicUser(_ request: HTTPRequest) -> String? {
        guard let field = request.fields["Authorization"], field.prefix(6).lowercased() == "basic ",
            let bytes = Base64.decode(String(field.dropFirst(6).drop { $0 == " " }))
        else { return nil }
        let user = String(decoding: bytes.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
        return FormParameters(query: "u=" + user)?["u"]
    }
}
