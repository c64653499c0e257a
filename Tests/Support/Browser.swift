import MockOktaFormats
package import MockOktaHTTP

/// A browser without JavaScript: it keeps cookies, reads forms and posts them.
package final class Browser {
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    private let double: TestDouble
    private var cookies: [(name: String, value: String)] = []

    package init(_ double: TestDouble) {
        self.double = double
    }

    package func cookie(_ name: String) -> String? { cookies.first { $0.name == name }?.value }

    package func get(_ path: String, _ parameters: [(String, String)] = []) throws -> Answer {
        let query = parameters.isEmpty ? nil : FormParameters(parameters).encoded
        return try send(HTTPRequest(method: .get, path: path, query: query, fields: ["Accept": "text/html"]))
    }

    package func post(_ path: String, _ parameters: [(String, String)]) throws -> Answer {
        let fields: HTTPFields = ["Accept": "text/html", "Content-Type": "application/x-www-form-urlencoded"]
        let body = Array(FormParameters(parameters).encoded.utf8)
        return try send(HTTPRequest(method: .post, path: path, fields: fields, body: body))
    }

    /// Fills in the first form that asks for a password and submits it.
    package func signIn(_ page: Answer, _ login: String, _ password: String) throws -> Answer {
        let form = HTMLForm.all(in: page.text).first { form in form.inputs.contains { $0.type == "password" } }
        guard let form else { throw Failure(description: "no sign-in form on: \(page)") }
        return try post(form.action, form.filled(text: login, password: password))
    }

    package func send(_ request: HTTPRequest) throws -> Answer {
        var request = request
        if !cookies.isEmpty {
            request.fields["Cookie"] = cookies.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")
        }
        let response = try double.send(request)
        for text in response.fields.values(of: "Set-Cookie") { keep(text) }
        return Answer(response)
    }

    private func keep(_ text: String) {
        let parts = text.split(separator: ";").map { $0.drop { $0 == " " } }
        guard let pair = parts.first, let equals = pair.firstIndex(of: "=") else { return }
        let name = String(pair[..<equals])
        cookies.removeAll { $0.name == name }
        guard !parts.contains("Max-Age=0") else { return }
        cookies.append((name, String(pair[pair.index(after: equals)...])))
    }
}
