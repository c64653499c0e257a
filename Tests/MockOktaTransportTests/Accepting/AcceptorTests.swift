import Glibc
import MockOktaHTTP
import MockOktaSystem
import MockOktaTestSupport
import MockOktaTransport
import Testing

struct AcceptorTests {
    /// In a process of its own, as the limit is the process's.
    @Test func `running out of descriptors delays a client and loses none`() async {
        await #expect(processExitsWith: .success) {
            for queue in EventQueueKind.allCases {
                let told = Gate()
                let configure: (inout ServerOptions) -> Void = { options in
                    options.reportPause = { if $0 == .descriptors { told.open() } }
                }
                try withServer(queue, loops: 1, configure: configure) { server, _ in
                    let first = try RawClient(port: server.port)
                    _ = try first.get("/first")
                    var limit = rlimit(rlim_cur: 128, rlim_max: 128)
                    unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
                    var fillers: [Int32] = []
                    while case let filler = dup(0), filler >= 0 { fillers.append(filler) }
                    close(fillers.removeLast())

                    // The client takes the last descriptor, so that none is left for the server's side.
                    let client = try RawClient(port: server.port)
                    try client.send("GET /second HTTP/1.1\r\nHost: a\r\n\r\n")
                    told.pass()
                    let meanwhile = try first.get("/meanwhile").body
                    for filler in fillers { close(filler) }
                    let second = try client.readAnswer().body
                    guard meanwhile == "/meanwhile", second == "/second" else { exit(1) }
                }
            }
        }
    }
}
