import Glibc

/// The built program as a process of its own; one that is silent for a minute is ended with SIGABRT, so that it fails
/// its test instead of holding up all of them.
final class Program {
    private static let patienceMilliseconds: Int32 = 60_000

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

    /// Starts the program with nothing in its environment but what is given, and what steers a sanitizer of the build.
    init(_ arguments: [String], environment: [String: String] = [:]) throws {
        let (outputRead, outputWrite) = try Self.makeChannel()
        let (complaintsRead, complaintsWrite) = try Self.makeChannel()
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
        let environment = environment.merging(Self.sanitizerOptions) { given, _ in given }
        var variables = unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
        let code = unsafe posix_spawn(&process, path, &actions, nil, &words, &variables)
        for index in unsafe words.indices { unsafe free(words[index]) }
        for index in unsafe variables.indices { unsafe free(variables[index]) }
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
        var event = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
        while wait(for: &event), unsafe read(output, &byte, 1) == 1 {
            bytes.append(byte)
            if bytes.suffix(end.utf8.count).elementsEqual(end.utf8) { break }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Waits for the end.
    func end() -> Ending {
        let (rest, complained) = readAll()
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

    private static func makeChannel() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        // Sockets, because a pipe is open to the programs that other tests start until it has been told otherwise, and
        // whoever holds its end keeps this program's output from ending.
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw Failure(call: "socketpair", code: errno) }
        return (ends[0], ends[1])
    }

    /// By turns, because a program stops where a pipe that nobody reads is full.
    private func readAll() -> (output: String, complaints: String) {
        var texts: [[UInt8]] = [[], []]
        var ends = [output, complaints].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        while ends.contains(where: { $0.fd >= 0 }) {
            guard wait(for: &ends) else { break }
            for place in ends.indices where ends[place].revents != 0 {
                let count = unsafe read(ends[place].fd, &buffer, buffer.count)
                // A negative descriptor is passed over.
                if count > 0 { texts[place] += buffer.prefix(count) } else { ends[place].fd = -1 }
            }
        }
        return (String(decoding: texts[0], as: UTF8.self), String(decoding: texts[1], as: UTF8.self))
    }

    /// Waits until there is something to read or the end; returns false if there is neither although the program has
    /// been ended.
    private func wait(for ends: inout [pollfd]) -> Bool {
        for signal in [SIGABRT, SIGKILL] {
            if unsafe poll(&ends, nfds_t(ends.count), Self.patienceMilliseconds) > 0 { return true }
            send(signal)
        }
        return false
    }

    private static var sanitizerOptions: [String: String] {
        let names = ["ASAN_OPTIONS", "TSAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS"]
        return Dictionary(
            uniqueKeysWithValues: names.compactMap { name in
                unsafe getenv(name).map { value in (name, unsafe String(cString: value)) }
            }
        )
    }
}
