import MockOktaHTTP

/// One request over one connection, byte for byte as a client would send it.
enum SocketExchange {
    static func run(_ request: HTTPRequest, port: UInt16) throws -> HTTPResponse {
        let client = try RawClient(port: port)
        try client.send(text(request))
        return try response(client.readAnswer(isHead: request.method == .head))
    }

    static func text(_ request: HTTPRequest) -> [UInt8] {
        let target = request.path + (request.query.map { "?" + $0 } ?? "")
        var head = "\(request.method.rawValue) \(target) HTTP/1.1\r\nHost: \(request.authority ?? "")\r\n"
        for field in request.fields.fields { head += "\(field.name): \(field.value)\r\n" }
        if request.hasBodyFraming { head += "Content-Length: \(request.body.count)\r\n" }
        return Array((head + "Connection: close\r\n\r\n").utf8) + request.body
    }

    static func response(_ answer: RawClient.Answer) -> HTTPResponse {
        var response = HTTPResponse(HTTPStatus(rawValue: answer.status), body: Array(answer.body.utf8))
        for line in answer.head.split(separator: "\r\n").dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            response.fields.append(String(line[..<colon]), String(value))
        }
        return response
    }
}
