#if Redis
import CMockOktaRedis
import MockOktaModel
import MockOktaSystem

/// A connection to a Redis server; every call waits for the server, two seconds at most.
///
/// Sendable because `RedisPool` gives a connection to one thread at a time.
@safe final class RedisConnection: @unchecked Sendable {
    /// The longest wait for the server, in seconds.
    static let patience = 2

    private let address: RedisAddress
    private let socket: ClientSocket
    private let reader: UnsafeMutablePointer<redisReader>
    private var buffer = [UInt8](repeating: 0, count: 16_384)
    /// The digests of the scripts, by which the server runs them.
    private var digests: [RedisScript: [UInt8]] = [:]
    /// The server's clock in milliseconds, and when it was read.
    private var serverTime: (Int64, read: MonotonicTime) = (0, .now)
    /// Whether the connection is of no more use: a later reply could be that of an earlier command, or the server says
    /// what another connection may not.
    private(set) var isBroken = false

    /// Connects, authenticates, selects the database, and loads the scripts.
    ///
    /// - Throws: `StoreFailure` where the server does not answer, or refuses.
    init(_ address: RedisAddress) throws(StoreFailure) {
        self.address = address
        socket = try Self.connect(address)
        guard let reader = unsafe redisReaderCreate() else { throw StoreFailure("\(address): out of memory") }
        unsafe self.reader = reader
        try greet()
    }

    deinit { unsafe redisReaderFree(reader) }

    private static func connect(_ address: RedisAddress) throws(StoreFailure) -> ClientSocket {
        do {
            var failure: SystemError?
            for place in try SocketAddress.resolve(address.host, port: address.port) {
                do throws(SystemError) {
                    return try ClientSocket(to: place, timeout: patience)
                } catch {
                    failure = failure ?? error
                }
            }
            throw StoreFailure("\(address): \(failure?.reason ?? "no such host")")
        } catch {
            if let failure = error as? StoreFailure { throw failure }
            throw StoreFailure("\(address): \(error)")
        }
    }

    private func greet() throws(StoreFailure) {
        var commands = RedisCommands()
        if let password = address.password {
            commands.append(["AUTH"] + (address.user.map { [RedisWord($0)] } ?? []) + [RedisWord(password)])
        }
        if address.database != 0 { commands.append("SELECT", RedisWord(address.database)) }
        for script in RedisScript.allCases { commands.append("SCRIPT", "LOAD", RedisWord(script.text)) }
        commands.append("TIME")
        let replies = try ask(commands)
        for reply in replies { try check(reply) }
        for (script, reply) in zip(RedisScript.allCases, replies.suffix(RedisScript.allCases.count + 1)) {
            digests[script] = reply.bytes
        }
        let time = (replies.last?.elements ?? []).map { $0.text.flatMap(Int64.init) ?? 0 }
        guard time.count == 2 else { throw StoreFailure("\(address): is no Redis server") }
        serverTime = (time[0] &* 1000 &+ time[1] / 1000, .now)
    }

    /// The beginnings of errors that a new connection may end: the server's clock was set, so that all scripts come too
    /// late; or the server has become a replica of the one that its name leads to now.
    private static let passing = ["LATE", "READONLY"]

    /// Whether the server has not closed the connection while it was idle.
    var isOpen: Bool { socket.isQuiet }

    /// Sends commands and waits for their replies, of which some may be errors.
    ///
    /// - Throws: `StoreFailure` where the connection fails; it is then broken.
    func ask(_ commands: RedisCommands) throws(StoreFailure) -> [RedisReply] {
        do {
            try socket.write(commands.bytes)
            var replies: [RedisReply] = []
            replies.reserveCapacity(commands.count)
            while replies.count < commands.count {
                if let reply = try reply() {
                    replies.append(reply)
                } else if !isBroken {
                    let count = try socket.read(into: &buffer)
                    isBroken = count == 0
                    unsafe buffer.withUnsafeBytes {
                        _ = unsafe redisReaderFeed(reader, $0.baseAddress, count)
                    }
                }
                guard !isBroken else { throw StoreFailure("\(address) has closed the connection") }
            }
            return replies
        } catch {
            isBroken = true
            if let failure = error as? StoreFailure { throw failure }
            let system = error as? SystemError
            let reason =
                system?.isTimeout == true ? "no answer within \(Self.patience) s" : system?.reason ?? "\(error)"
            throw StoreFailure("\(address): \(reason)")
        }
    }

    /// The next reply, if all of it has been received.
    private func reply() throws(StoreFailure) -> RedisReply? {
        var raw: UnsafeMutableRawPointer?
        guard unsafe redisReaderGetReply(reader, &raw) == REDIS_OK else {
            isBroken = true
            let reason = unsafe String(cString: mockokta_redis_reader_error(reader))
            throw StoreFailure("\(address): is no Redis server (\(reason))")
        }
        guard let raw = unsafe raw else { return nil }
        defer { unsafe freeReplyObject(raw) }
        return unsafe RedisReply(raw.assumingMemoryBound(to: redisReply.self))
    }

    /// The reply, unless it is an error.
    @discardableResult
    func check(_ reply: RedisReply) throws(StoreFailure) -> RedisReply {
        guard case .error(let text) = reply else { return reply }
        if Self.passing.contains(where: text.hasPrefix) { isBroken = true }
        throw StoreFailure("\(address): \(text)")
    }

    /// The reply to one command.
    @discardableResult
    func reply(to words: RedisWord...) throws(StoreFailure) -> RedisReply {
        var commands = RedisCommands()
        commands.append(words)
        return try check(try ask(commands)[0])
    }

    /// Runs scripts one after another, each atomically; they are sent together.
    ///
    /// - Parameter calls: the scripts; the instant after which none must run any more is added to their `ARGV`.
    /// - Returns: what each returns.
    /// - Throws: `StoreFailure` where a script fails or is not run.
    func run(_ calls: [RedisCall]) throws(StoreFailure) -> [RedisReply] {
        let age = MonotonicTime.now.milliseconds(since: serverTime.read)
        let end = RedisWord(serverTime.0 &+ age &+ Int64(Self.patience) * 1000)
        var commands = RedisCommands()
        for call in calls {
            commands.append("EVALSHA", RedisWord(digests[call.script] ?? []), call, until: end)
        }
        var replies = try ask(commands)
        for (index, call) in calls.enumerated() {
            // An administrator has removed the scripts; the script has not been run.
            if case .error(let text) = replies[index], text.hasPrefix("NOSCRIPT") {
                var commands = RedisCommands()
                commands.append("EVAL", RedisWord(call.script.text), call, until: end)
                replies[index] = try ask(commands)[0]
            }
            try check(replies[index])
        }
        return replies
    }
}
#endif
