import Glibc

/// The built program as a process of its own.
final class Program {
    struct Failure: Error {
        let call: String
        let code: Int32
    }

    struct Ending {
        /// The exit code, or 128 and the signal that ended it.
        let status: Int32
        let output: String
        let complaints: String
    }

    private var process: pid_t = 0
    private let output: Int32
    private let complaints: Int32
    private var isWaitedFor = false

    /// Starts the program with nothing in its environment but what is given.
    init(_ arguments: [String], environment: [String: String] = [:]) throws {
        let (outputRead, outputWrite) = try Self.makePipe()
        let (complaintsRead, complaintsWrite) = try Self.makePipe()
        (output, complaints) = (outputRead, complaintsRead)
        defer {
            close(outputWrite)
            close(complaintsWrite)
        }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, outputWrite, STDOUT_FILENO)
        unsafe posix_spawn_file_actions_adddup2(&actions, complaintsWrite, STDERR_FILENO)
        let path = try Self.path()
        var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
        var variables = unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
        let code = unsafe posix_spawn(&process, path, &actions, nil, &words, &variables)
        unsafe (words + variables).forEach { unsafe free($0) }
        guard code == 0 else { throw Failure(call: "posix_spawn", code: code) }
    }

    deinit {
        if !isWaitedFor {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        close(output)
        close(complaints)
    }

    func send(_ signal: Int32) { kill(process, signal) }

    /// What it prints up to a text, or to its end.
    func output(until end: String) -> String {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while unsafe read(output, &byte, 1) == 1 {
            bytes.append(byte)
            if bytes.suffix(end.utf8.count).elementsEqual(end.utf8) { break }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Waits for the end.
    func end() -> Ending {
        let rest = Self.readAll(output)
        let complained = Self.readAll(complaints)
        var status: Int32 = 0
        unsafe waitpid(process, &status, 0)
        isWaitedFor = true
        let signal = status & 0x7F
        return Ending(status: signal == 0 ? status >> 8 & 0xFF : 128 + signal, output: rest, complaints: complained)
    }

    static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Ending {
        try Program(arguments, environment: environment).end()
    }

    /// Beside the test bundle, where the build puts both.
    private static func path() throws -> String {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
        guard count > 0 else { throw Failure(call: "readlink", code: errno) }
        let bundle = String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
        return bundle.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            + "/mock-okta"
    }

    private static func makePipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        guard unsafe pipe(&ends) == 0 else { throw Failure(call: "pipe", code: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    private static func readAll(_ descriptor: Int32) -> String {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer.prefix(count)
        }
    }
}
