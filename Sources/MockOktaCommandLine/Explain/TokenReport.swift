import MockOktaControl
import MockOktaCrypto
import MockOktaFormats
package import MockOktaHTTPClient
import MockOktaIssuing
import MockOktaModel

/// The checks of a token in lines of text: `mock-okta explain`.
package struct TokenReport: Sendable {
    /// One line for each check.
    package let lines: [String]
    package let isValid: Bool
    /// The kind of token, and whether it is valid.
    package let summary: String

    /// Asks the server of a token, or verifies the token by the published keys of its issuer.
    ///
    /// - Parameters:
    ///   - request: the token and what is expected of it.
    ///   - client: the client for the server.
    /// - Throws: `ToolError` where no server answers, or the answer is no explanation.
    package init(_ request: TokenReportRequest, _ client: HTTPClient) throws(ToolError) {
        let text = request.token.trimmingSpaces
        let jwt = JWT(text)
        guard let issuer = request.issuer ?? jwt?.claims["iss"]?.string ?? request.defaultURL else {
            throw .badArgument("the token names no issuer: pass --issuer")
        }
        guard let url = PlainURL(issuer) else {
            throw .badArgument(
                "\(request.issuer == nil ? "iss" : "--issuer"): \(issuer) is not of the form http://host:port/path"
            )
        }
        let asked = try Self.ask(request, text, url, client)
        switch asked {
        case .explained(let json): try self.init(json)
        case .noControlAPI(let status):
            guard let jwt else {
                throw .badArgument(
                    "the control API at \(url.authority) answers \(status), and only a JWT can be checked without it"
                )
            }
            try self.init(try PublishedKeys(issuer, url, client).explanation(of: jwt, request).json)
        }
    }

    private init(_ json: JSON) throws(ToolError) {
        guard let isValid = json["valid"]?.bool, let kind = json["kind"]?.string, let checks = json["checks"]?.array
        else {
            throw .unreachable("the server's answer is not an explanation of a token")
        }
        self.isValid = isValid
        lines = checks.map(Self.line)
        summary = "\(Self.noun(kind)): \(Self.verdict(kind, isValid, checks))"
    }

    private static func noun(_ kind: String) -> String {
        switch kind {
        case "unknown": "token of unknown kind"
        case "code": "code"
        case "id": "ID token"
        default: "\(kind) token"
        }
    }

    /// Whether the token is valid, with the first cause where it is not.
    private static func verdict(_ kind: String, _ isValid: Bool, _ checks: [JSON]) -> String {
        let cause = checks.first { check in
            check["ok"]?.bool == false && (isValid || check["check"]?.string != TokenCheck.Name.realTime.rawValue)
        }
        let text = cause.map { ": \($0["check"]?.string ?? ""): \($0["why"]?.string ?? "")" } ?? ""
        guard isValid else { return "not valid\(text)" }
        return kind == "id" ? "valid for its client; an API takes the access token\(text)" : "valid\(text)"
    }

    private static func line(_ check: JSON) -> String {
        let verdict =
            switch check["ok"] {
            case .bool(true)?: "ok     "
            case .bool(false)?: "WRONG  "
            default: "unknown"
            }
        let remedy = check["remedy"]?.string.map { ". Remedy: " + $0 } ?? ""
        return "\(verdict)  \(check["check"]?.string ?? ""): \(check["why"]?.string ?? "")\(remedy)"
    }

    private enum Asked {
        case explained(JSON)
        case noControlAPI(status: Int)
    }

    /// Asks the control API of the org that an issuer belongs to.
    private static func ask(
        _ request: TokenReportRequest,
        _ text: String,
        _ url: PlainURL,
        _ client: HTTPClient
    ) throws(ToolError) -> Asked {
        let segments = url.path.split(separator: "/").prefix { $0 != "oauth2" }
        let path = segments.map { "/" + $0 }.joined() + "/_mock/tokens/explain"
        let fields = request.controlToken.map { [("Authorization", "Bearer \($0)")] } ?? []
        let answer: ResponseReader.Answer
        do throws(HTTPClientError) {
            answer = try client.post(json: request.body(text).serialized(), path, to: url, fields: fields)
        } catch {
            throw .unreachable("\(url.authority): \(error)")
        }
        let json = try? JSON.parse(answer.body)
        switch (answer.status, json) {
        case (200, let json?): return .explained(json)
        case (400, let json?): throw .badArgument(json["message"]?.string ?? "the server refuses the request")
        default: return .noControlAPI(status: answer.status)
        }
    }
}

/// A token and what is expected of it.
package struct TokenReportRequest: Sendable {
    package var token = ""
    package var issuer: String?
    package var audience: String?
    package var scope: String?
    /// An instant in RFC 3339 format; nil for the server's time.
    package var at: String?
    package var controlToken: String?
    /// The server to ask about a token that names none.
    package var defaultURL: String?

    package init() {}

    fileprivate func body(_ text: String) -> JSON {
        var members: JSONObject = ["token": .string(text)]
        for (name, value) in [("issuer", issuer), ("audience", audience), ("scope", scope), ("at", at)] {
            members[name] = value.map { .string($0) }
        }
        return .object(members)
    }
}
