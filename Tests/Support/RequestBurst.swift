package import MockOktaHTTP

/// Requests over as many connections, let go at once: each waits for its last byte until all others are sent.
package enum RequestBurst {
    /// Sends all requests together.
    ///
    /// - Parameters:
    ///   - requests: one for each connection; the last bytes go out in this order.
    ///   - double: listens on a socket.
    /// - Returns: the answers in the order of the requests.
    /// - Throws: when a connection fails or the double has no socket.
    package static func fire(_ requests: [HTTPRequest], at double: TestDouble) throws -> [Answer] {
        guard let port = double.port else { throw TestDouble.Failure(description: "a volley needs a socket") }
        let texts = requests.map { request in
            var request = request
            request.authority = "127.0.0.1:\(port)"
            request.hasBodyFraming = request.method == .post || !request.body.isEmpty
            return SocketExchange.text(request)
        }
        let clients = try requests.map { _ in try RawClient(port: port) }
        for (client, text) in zip(clients, texts) { try client.send(Array(text.dropLast())) }
        for (client, text) in zip(clients, texts) { try client.send(Array(text.suffix(1))) }
        return try clients.map { Answer(try SocketExchange.response($0.readAnswer())) }
    }
}
