import MockOktaHTTP
import MockOktaSystem
import MockOktaTransport

/// Runs a body against a server on a free port and ends it, whatever happens.
func withServer(
    _ queue: EventQueueKind,
    on host: String = "127.0.0.1",
    loops: Int = 2,
    limits: HTTPLimits = HTTPLimits(),
    configure: (inout ServerOptions) -> Void = { _ in },
    _ body: (Server, TestResponder) throws -> Void
) throws {
    var options = ServerOptions(loops: loops, heavyLoops: 2)
    options.heavyNice = 0
    options.eventQueue = queue
    options.limits = limits
    configure(&options)
    let responder = TestResponder()
    let server = try Server.start(on: host, options: options, responder: responder)
    defer { server.drain(timeout: .seconds(5)) }
    try body(server, responder)
}
