package import MockOktaFormats
package import MockOktaHTTP

/// A client of `/api/v1/authn` that follows the links of its answers.
package struct AuthnClient {
    package let double: TestDouble

    package init(_ double: TestDouble) {
        self.double = double
    }

    /// Calls a path below `/api/v1/authn`.
    package func post(_ path: String, _ body: JSON) throws -> Answer {
        Answer(try double.send(Self.request(path, body)))
    }

    package static func request(_ path: String, _ body: JSON) -> HTTPRequest {
        let fields: HTTPFields = ["Content-Type": "application/json", "Accept": "application/json"]
        return HTTPRequest(method: .post, path: "/api/v1/authn" + path, fields: fields, body: body.serialized())
    }

    package func start(_ login: String, _ password: String) throws -> Answer {
        try post("", ["username": .string(login), "password": .string(password)])
    }

    /// Posts to a link of an answer, with its state token and further members.
    package func follow(_ answer: Answer, _ link: String = "next", _ body: JSONObject = [:]) throws -> Answer {
        let links = answer.json["_links"]?[link]
        return try follow(links?["href"] ?? links?.array?.first?["href"], of: answer, body)
    }

    /// Chooses the factor with this id.
    package func choose(_ factor: String, _ answer: Answer) throws -> Answer {
        let factors = answer.json["_embedded"]?["factors"]?.array ?? []
        let chosen = factors.first { $0["id"]?.string == factor }
        return try follow(chosen?["_links"]?["verify"]?["href"], of: answer, [:])
    }

    private func follow(_ href: JSON?, of answer: Answer, _ body: JSONObject) throws -> Answer {
        let base = double.url + "/api/v1/authn"
        guard let href = href?.string, href.hasPrefix(base) else {
            throw TestDouble.Failure(description: "no such link in: \(answer)")
        }
        var object: JSONObject = ["stateToken": .string(answer.string("stateToken"))]
        for member in body.members { object[member.key] = member.value }
        return try post(String(href.dropFirst(base.count)), .object(object))
    }

    /// The latest message of the outbox.
    package func lastMessage() throws -> JSON {
        let messages = try ControlClient(double).get("/messages").json["messages"]?.array ?? []
        return messages.last ?? .null
    }
}
