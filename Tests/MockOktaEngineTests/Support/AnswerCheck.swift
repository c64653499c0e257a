import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport

/// What every answer must be, whatever the request was.
struct AnswerCheck {
    private let known = KnownErrors()

    private static let callbacks: Set<String> = [
        "http://localhost:3000/callback", "http://127.0.0.1:3000/callback", "http://localhost:5173/callback",
        "http://127.0.0.1:5173/callback", "com.example.app:/callback", "http://localhost:3000/",
    ]

    /// What is wrong with an answer; empty when nothing is.
    func problems(_ answer: Answer, to request: HTTPRequest) -> [String] {
        var problems: [String] = []
        if !(200..<500).contains(answer.status), !Self.isUnsupported(answer, request) {
            problems.append("status \(answer.status)")
        }
        for field in answer.response.fields.fields where field.value.unicodeScalars.contains(where: { $0.value < 0x20 })
        {
            problems.append("control character in \(field.name)")
        }
        if let challenge = answer.field("WWW-Authenticate"), let problem = challengeProblem(challenge) {
            problems.append(problem)
        }
        if answer.status == 302 { problems += redirectProblems(answer, request) }
        if request.method != .head { problems += bodyProblems(answer, request) }
        return problems
    }

    /// An operation of the Management API that is not served: 501, E0000060 where the method allows a body.
    private static func isUnsupported(_ answer: Answer, _ request: HTTPRequest) -> Bool {
        guard answer.status == 501,
            request.path.hasPrefix("/api/v1/") || request.path.hasPrefix("/oauth2/v1/")
                || request.path.hasPrefix("/idp/") || request.path.contains("/api/v1/")
        else { return false }
        return request.method == .head || (try? JSON.parse(answer.response.body))?["errorCode"] == "E0000060"
    }

    private func bodyProblems(_ answer: Answer, _ request: HTTPRequest) -> [String] {
        guard !answer.response.body.isEmpty else { return [] }
        switch answer.field("Content-Type")?.prefix(while: { $0 != ";" }) {
        case "application/json": return jsonProblems(answer, request)
        case "application/ion+json": return remediationProblems(answer)
        case "text/html": return pageProblems(answer, request)
        case let type: return ["a body of type \(type ?? "none")"]
        }
    }

    private func jsonProblems(_ answer: Answer, _ request: HTTPRequest) -> [String] {
        let isRegistration = request.path.hasPrefix("/oauth2/v1/clients")
        let body = try? JSON.parse(answer.response.body)
        if isRegistration, body?.array != nil, answer.status == 200 { return [] }
        guard let object = body?.object else { return ["the body is no JSON object"] }
        if let code = object["errorCode"]?.string {
            let summary = object["errorSummary"]?.string ?? ""
            return known.hasOkta(code, summary) ? [] : ["unknown error \(code): \(summary)"]
        }
        if object["version"] != nil || object["messages"] != nil { return remediationProblems(answer) }
        guard let error = object["error"]?.string else {
            return answer.status == 200 || answer.status == 201 ? [] : ["\(answer.status) without an error"]
        }
        let description = object["error_description"]?.string ?? ""
        // Its texts name the member and what is wrong with it.
        if isRegistration, error == "invalid_client_metadata", !description.isEmpty { return [] }
        return known.hasOAuth(error, description) ? [] : ["unknown error \(error): \(description)"]
    }

    /// An answer of `/idp/idx`: messages or the remediations that are possible now (Okta, "Identity Engine").
    private func remediationProblems(_ answer: Answer) -> [String] {
        guard let object = try? JSON.parse(answer.response.body).object else { return ["the body is no JSON object"] }
        if object["version"] == "1.0.0" || object["messages"] != nil { return [] }
        return ["neither version 1.0.0 nor messages: \(answer.text.prefix(200))"]
    }

    private func pageProblems(_ answer: Answer, _ request: HTTPRequest) -> [String] {
        let html = answer.text
        var problems = Markup.problem(html).map { ["markup: \($0)"] } ?? []
        if html.contains(Mangler.marker) { problems.append("input became an element") }
        if let start = html.firstRange(of: "Your request resulted in an error. ") {
            let text = Self.unescaped(String(html[start.upperBound...].prefix { $0 != "<" }))
            if !known.has(text) { problems.append("unknown error on a page: \(text)") }
        } else if answer.status != 200, !html.contains("<p>Page Not Found</p>") {
            problems.append("\(answer.status) on a page that names no error")
        }
        let form = HTMLForm.all(in: html).first { Self.callbacks.contains($0.action) }
        if let form { problems += answerProblems(FormParameters(form.inputs.map { ($0.name, $0.value) }), request) }
        return problems
    }

    private func redirectProblems(_ answer: Answer, _ request: HTTPRequest) -> [String] {
        // The org's own pages go on to any address of a trusted origin.
        let location = answer.location.lowercased()
        let isTrusted = location == "http://localhost:3000" || location.hasPrefix("http://localhost:3000/")
        if request.path.hasPrefix("/login/"), isTrusted { return [] }
        let target = String(answer.location.prefix { $0 != "?" && $0 != "#" })
        guard Self.callbacks.contains(target) else { return ["redirected to \(answer.location)"] }
        return answerProblems(answer.redirect, request)
    }

    /// An answer to the client: its state is the request's, its error is a known one.
    private func answerProblems(_ parameters: FormParameters, _ request: HTTPRequest) -> [String] {
        var problems: [String] = []
        if let error = parameters["error"] {
            let description = parameters["error_description"] ?? ""
            if !known.hasOAuth(error, description) { problems.append("unknown error \(error): \(description)") }
        }
        let states = Self.states(request)
        if let state = states.first, states.count == 1, !state.isEmpty, parameters["state"] != state {
            problems.append("state \(parameters["state"] ?? "absent") instead of \(state)")
        }
        return problems
    }

    /// What the client sent as state; pages carry that of the request they belong to.
    private static func states(_ request: HTTPRequest) -> [String] {
        guard !request.path.contains("/v1/authorize/") else { return ["s-1"] }
        let sent = request.method == .post ? FormParameters(request.body) : FormParameters(query: request.query ?? "")
        return sent?.parameters.filter { $0.name == "state" }.map(\.value) ?? []
    }

    private func challengeProblem(_ challenge: String) -> String? {
        guard let error = Self.quoted("error", in: challenge) else { return nil }
        let description = Self.quoted("error_description", in: challenge) ?? ""
        return known.hasOAuth(error, description) ? nil : "unknown error in a challenge: \(error): \(description)"
    }

    private static func quoted(_ name: String, in text: String) -> String? {
        text.firstRange(of: " \(name)=\"").map { String(text[$0.upperBound...].prefix { $0 != "\"" }) }
    }

    private static func unescaped(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }
}
