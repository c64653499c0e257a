#if Redis
import Glibc
import MockOktaModel
import MockOktaSystem

/// A Redis server of the tests' own on a free port, which ends with them; nil where `redis-server` is not installed.
final class RedisServer: Sendable {
    let port: UInt16
    /// The shell that ends the server when this end of its input is closed, also by a crash of the tests.
    private let shell: Lock<(process: pid_t, input: Int32)?>

    /// The server that tests share, each under a prefix of its own.
    static let shared = RedisServer(port: freePort())

    init?(port: UInt16) {
        var ends: [Int32] = [0, 0]
        // Sockets, because a program that another test starts meanwhile could inherit the ends of a pipe.
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, type, 0, &ends) == 0 else { return nil }
        self.port = port
        let script = """
            redis-server --port \(port) --bind 127.0.0.1 --save '' --appendonly no >/dev/null 2>&1 <&- &
            cat >/dev/null
            kill -9 $!
            """
        let process = Self.start(script, input: ends[0])
        close(ends[0])
        shell = Lock(process.map { ($0, ends[1]) })
        guard process != nil else {
            close(ends[1])
            return nil
        }
        guard Self.accepts(port) else {
            stop()
            return nil
        }
    }

    deinit { stop() }

    /// Ends the server, the first time it is called.
    ///
    /// It waits for the shell: for as long as an ended process has not been waited for, Swift Testing does not see that
    /// the process of an exit test ends.
    func stop() {
        let shell = shell.withLock { shell in
            defer { shell = nil }
            return shell
        }
        guard let shell else { return }
        close(shell.input)
        waitpid(shell.process, nil, 0)
        let end = MonotonicTime.now + .seconds(10)
        while MonotonicTime.now < end, (try? ClientSocket(to: Self.address(port), timeout: 1)) != nil { sched_yield() }
    }

    /// A database address with a prefix of its own.
    func address(_ prefix: String) -> RedisAddress { RedisAddress(host: "127.0.0.1", port: port, prefix: prefix) }

    private static func start(_ script: String, input: Int32) -> pid_t? {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
        var process = pid_t()
        var words: [UnsafeMutablePointer<CChar>?] = unsafe []
        for word in ["/bin/sh", "-c", script] { unsafe words.append(strdup(word)) }
        unsafe words.append(nil)
        defer { for index in 0..<3 { unsafe free(words[index]) } }
        let code = unsafe posix_spawn(&process, "/bin/sh", &actions, nil, words, environ)
        return code == 0 ? process : nil
    }

    private static func address(_ port: UInt16) -> SocketAddress {
        SocketAddress(family: .ipv4, host: "127.0.0.1", port: port)
    }

    private static func accepts(_ port: UInt16) -> Bool {
        let end = MonotonicTime.now + .seconds(10)
        while MonotonicTime.now < end {
            if (try? ClientSocket(to: address(port), timeout: 1)) != nil { return true }
            sched_yield()
        }
        return false
    }

    /// A port that nothing listens on.
    static func freePort() -> UInt16 {
        let place = SocketAddress(family: .ipv4, host: "127.0.0.1", port: 0)
        return (try? ListeningSocket(place, isSecure: false))?.address.port ?? 0
    }

    /// Whether `redis-server` can be started.
    static let isInstalled: Bool = {
        guard let folders = unsafe getenv("PATH").map({ unsafe String(cString: $0) }) else { return false }
        return folders.split(separator: ":").contains { unsafe access("\($0)/redis-server", X_OK) == 0 }
    }()
}

/// A connection by which a test does what an administrator may do.
struct RedisSession: ~Copyable {
    private let socket: ClientSocket

    init(port: UInt16) throws {
        socket = try ClientSocket(to: SocketAddress(family: .ipv4, host: "127.0.0.1", port: port), timeout: 5)
    }

    /// Sends a command and returns what comes back first.
    @discardableResult
    func send(_ command: String) throws -> String {
        try socket.write(Array((command + "\r\n").utf8))
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = try socket.read(into: &buffer)
        return String(decoding: buffer.prefix(count), as: UTF8.self)
    }
}
#endif
