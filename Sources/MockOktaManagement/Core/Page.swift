import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// The page of a list that a call requests: at most `limit` objects after the one that `after` names.
struct Page {
    /// The default and the maximum of `limit`.
    struct Limits: Sendable {
        let fallback: Int
        let maximum: Int

        static let small = Limits(fallback: 20, maximum: 200)
        static let large = Limits(fallback: 200, maximum: 200)
    }

    let limit: Int
    let after: String?
    /// The call, whose URL and query the `Link` fields repeat.
    private let call: APICall

    init(_ call: APICall, _ limits: Limits) throws(Refusal) {
        self.call = call
        after = call.query["after"].flatMap { $0.isEmpty ? nil : $0 }
        guard let text = call.query["limit"] else {
            limit = limits.fallback
            return
        }
        guard let number = Int(text), number > 0 else {
            throw .invalid("limit", "The limit must be a positive whole number")
        }
        limit = min(number, limits.maximum)
    }

    /// Returns the page of a list.
    ///
    /// - Parameters:
    ///   - objects: all objects that match, in the order of the list.
    ///   - id: the cursor of an object.
    /// - Returns: the objects of the page, and whether more follow.
    /// - Throws: `Refusal` E0000029 when no object has the cursor.
    func pick<Row>(_ objects: [Row], id: (Row) -> String) throws(Refusal) -> (rows: [Row], hasMore: Bool) {
        var start = 0
        if let after {
            guard let place = objects.firstIndex(where: { id($0) == after }) else { throw Self.badCursor }
            start = place + 1
        }
        let rest = objects.dropFirst(start)
        return (Array(rest.prefix(limit)), rest.count > limit)
    }

    static var badCursor: Refusal {
        var error = OktaError.invalidPaging
        error.causes = ["Invalid cursor."]
        return Refusal(error, why: "after names no object of the list")
    }

    /// The answer with two `Link` fields: `self` with the effective limit, and `next` where more objects follow.
    func answer(_ objects: [JSONObject], next: String?) -> APIAnswer {
        var answer = APIAnswer.list(objects)
        answer.links = [Self.link("self", after: after, limit: limit, call)]
        if let next { answer.links.append(Self.link("next", after: next, limit: limit, call)) }
        return answer
    }

    /// A value of the field `Link`: the URL of the call with another cursor and the effective limit.
    static func link(_ relation: String, after: String?, limit: Int, _ call: APICall) -> String {
        var parameters = FormParameters()
        if let after { parameters.append("after", after) }
        parameters.append("limit", String(limit))
        for parameter in call.query.parameters where !["after", "limit"].contains(parameter.name) {
            parameters.append(parameter.name, parameter.value)
        }
        let url = call.context.snapshot.urls.front + call.context.request.path
        return "<\(url)?\(parameters.encoded)>; rel=\"\(relation)\""
    }
}
