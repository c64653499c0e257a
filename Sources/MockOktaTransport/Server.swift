package import MockOktaHTTP
package import MockOktaSystem

/// An HTTP/1.1 server: an acceptor, light and heavy event loops, and workers.
///
/// Its threads serve until `drain` is called, even when no reference to the server is left.
package final class Server: Sendable {
    private struct Threads: Sendable {
        var acceptor: Thread?
        var light: [Thread] = []
        var heavy: [Thread] = []
        var workers: [Thread] = []
    }

    /// The address it listens on; for port 0, with the port that the system has chosen.
    package let address: SocketAddress
    /// The address for HTTPS when there is a second port for it; nil when there is only one port.
    package let tlsAddress: SocketAddress?
    private let acceptor: Acceptor
    private let group: EventLoopGroup
    private let workers = WorkerPool()
    private let threads = Lock(Threads())

    package var port: UInt16 { address.port }

    /// Starts a server, which accepts connections once this returns; `host` is an address or a name, `localhost` means
    /// both loopback addresses.
    package static func start(
        on host: String,
        port: UInt16 = 0,
        options: ServerOptions = ServerOptions(),
        responder: any Responder
    ) throws(SystemError) -> Server {
        let listeners = try open(host, port, options)
        let server = try Server(listeners, options, responder)
        do throws(SystemError) {
            try server.startThreads(listeners, options, responder)
        } catch {
            server.drain(timeout: .zero)
            throw error
        }
        return server
    }

    private static func open(
        _ host: String,
        _ port: UInt16,
        _ options: ServerOptions
    ) throws(SystemError) -> [ListeningSocket] {
        let isSecure = options.tls != nil
        guard isSecure, let tlsPort = options.tlsPort else {
            return try ListeningSocket.open(host: host, port: port, isSecure: isSecure)
        }
        return try ListeningSocket.open(host: host, port: port, isSecure: false)
            + ListeningSocket.open(host: host, port: tlsPort, isSecure: true)
    }

    private init(
        _ listeners: [ListeningSocket],
        _ options: ServerOptions,
        _ responder: any Responder
    ) throws(SystemError) {
        address = listeners[0].address
        tlsAddress = listeners.first { $0.isSecure != listeners[0].isSecure }?.address
        group = try EventLoopGroup(light: options.loops, heavy: options.heavyLoops, options.eventQueue)
        acceptor = try Acceptor(listeners, group, options)
    }

    private func startThreads(
        _ listeners: [ListeningSocket],
        _ options: ServerOptions,
        _ responder: any Responder
    ) throws(SystemError) {
        for number in 0..<options.workers {
            let thread = try Thread("worker \(number)", nice: options.workerNice) { [workers] in workers.run() }
            threads.withLock { $0.workers.append(thread) }
        }
        let run = { @Sendable [group, workers] (mailbox: Mailbox) in
            EventLoop(mailbox, of: group, responder: responder, workers: workers, options).run()
        }
        for (number, mailbox) in group.heavy.enumerated() {
            let thread = try Thread("heavy loop \(number)", nice: options.heavyNice) { run(mailbox) }
            threads.withLock { $0.heavy.append(thread) }
        }
        for (number, mailbox) in group.light.enumerated() {
            let thread = try Thread("loop \(number)", slice: options.lightSlice) { run(mailbox) }
            threads.withLock { $0.light.append(thread) }
        }
        let thread = try Thread("acceptor") { [acceptor] in acceptor.run(listeners) }
        threads.withLock { $0.acceptor = thread }
    }

    /// Stops accepting, ends feeds, closes idle connections, and answers every request that has been accepted.
    ///
    /// Returns when all threads have ended; connections whose answers are incomplete at the timeout are closed. A
    /// second call returns at once.
    package func drain(timeout: Duration) {
        let threads = threads.withLock { threads in
            let taken = threads
            threads = Threads()
            return taken
        }
        acceptor.stop()
        threads.acceptor?.join()
        let deadline = MonotonicTime.now + timeout
        group.keepConnectionsWhereTheyAre()
        // The heavy loops first: when a client sees an idle connection close, the remaining answers are marked as the
        // last ones.
        for mailbox in group.heavy + group.light { mailbox.post(.drain(until: deadline)) }
        for loop in threads.light { loop.join() }
        // Until here a light loop may have had a heavy request to move.
        for mailbox in group.heavy { mailbox.post(.end) }
        for loop in threads.heavy { loop.join() }
        workers.stop()
        for worker in threads.workers { worker.join() }
    }
}
