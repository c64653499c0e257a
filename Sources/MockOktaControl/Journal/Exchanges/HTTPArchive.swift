import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// Exchanges as an HTTP Archive, which browsers and other tools open (HAR 1.2).
enum HTTPArchive {
    static func json(_ entries: [JournalEntry], showsSecrets: Bool, below prefix: some StringProtocol) -> JSON {
        [
            "log": [
                "version": "1.2",
                "creator": ["name": "mock-okta", "version": .string(ControlFeature.version)],
                "entries": .array(
                    entries.map { Self.entry(WholeExchange($0, showsSecrets: showsSecrets), below: prefix) }
                ),
            ]
        ]
    }

    /// One exchange; times that are not known are 0, as the format has no other value for them.
    private static func entry(_ exchange: WholeExchange, below prefix: some StringProtocol) -> JSON {
        let entry = exchange.entry
        let duration = entry.answer?.duration.map { JSON.double(Double($0.microseconds) / 1000) } ?? 0
        var members: JSONObject = [
            "startedDateTime": .string(entry.at.text), "time": duration,
            "request": request(exchange, below: prefix), "response": response(exchange), "cache": [:],
            "timings": ["send": 0, "wait": duration, "receive": 0],
        ]
        members["comment"] = entry.record.why.map { .string($0) }
        members["_id"] = .integer(entry.id)
        return .object(members)
    }

    private static func request(_ exchange: WholeExchange, below prefix: some StringProtocol) -> JSON {
        let request = exchange.entry.request
        var members: JSONObject = [
            "method": .string(request.method.rawValue), "url": .string(exchange.url(below: prefix)),
            "httpVersion": "HTTP/1.1", "cookies": cookies(exchange),
            "headers": ShownFields.json(exchange.requestFields),
            "queryString": parameters(exchange.query.flatMap { FormParameters(query: $0) }),
        ]
        if let body = exchange.requestBody {
            var data: JSONObject = ["mimeType": .string(body.type ?? "application/octet-stream")]
            data["params"] = body.form.map(parameters)
            data["text"] = .string(body.text)
            members["postData"] = .object(data)
        }
        members["headersSize"] = -1
        members["bodySize"] = .integer(exchange.entry.requestBodySize)
        return .object(members)
    }

    private static func response(_ exchange: WholeExchange) -> JSON {
        let status = exchange.entry.status
        var content: JSONObject = ["size": .integer(exchange.answerBody?.size ?? 0)]
        content["mimeType"] = .string(exchange.answerBody?.type ?? "")
        content["text"] = exchange.answerBody.map { .string($0.text) }
        if exchange.answerBody?.isBase64 == true { content["encoding"] = "base64" }
        let location = exchange.answerFields.first { $0.name.asciiLowercased == "location" }?.value ?? ""
        // Status 0 is what browsers write where a connection ended without an answer.
        return [
            "status": .integer(status?.rawValue ?? 0), "statusText": .string(status?.reasonPhrase ?? ""),
            "httpVersion": "HTTP/1.1", "cookies": setCookies(exchange),
            "headers": ShownFields.json(exchange.answerFields), "content": .object(content),
            "redirectURL": .string(location), "headersSize": -1,
            "bodySize": .integer(exchange.entry.answer?.bodySize ?? 0),
        ]
    }

    private static func parameters(_ form: FormParameters?) -> JSON {
        ShownFields.json(form?.parameters.map { ($0.name, $0.value) } ?? [])
    }

    private static func cookies(_ exchange: WholeExchange) -> JSON {
        let cookies = Cookies(exchange.entry.request.fields).cookies
        return ShownFields.json(
            cookies.map { ($0.name, exchange.showsSecrets ? $0.value : ShownFields.redacted) }
        )
    }

    private static func setCookies(_ exchange: WholeExchange) -> JSON {
        let values = exchange.answerFields.filter { $0.name.asciiLowercased == "set-cookie" }
        return ShownFields.json(
            values.map { field in
                let pair = field.value.prefix { $0 != ";" }
                let equals = pair.firstIndex(of: "=") ?? pair.endIndex
                return (String(pair[..<equals]), String(pair[equals...].dropFirst()))
            }
        )
    }
}
