import FlyingFox

/// `flyingfox-hello PORT` says hello.
@main enum Hello {
    static func main() async throws {
        let port = CommandLine.arguments.dropFirst().first.flatMap { UInt16($0) } ?? 8080
        let server = try HTTPServer(address: .inet(ip4: "127.0.0.1", port: port))
        await server.appendRoute("GET /") { _ in HTTPResponse(statusCode: .ok, body: .init("hello".utf8)) }
        try await server.run()
    }
}
