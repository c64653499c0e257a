package import MockOktaCrypto
package import MockOktaHTTP
package import MockOktaSystem

/// The threads, TLS configuration and limits of a server.
package struct ServerOptions: Sendable {
    /// The number of event loops for light requests; by default one per core.
    package var loops: Int
    /// The number of event loops for heavy requests; by default as many as for light ones.
    package var heavyLoops: Int
    /// The number of threads for slow requests: two, so that a request that waits for a key does not delay a reload.
    package var workers = 2
    /// The nice value of the workers: 0 where nearly all requests are theirs, because a worker that another thread
    /// interrupts finds its caches cold afterwards.
    package var workerNice: Int32 = 2
    /// The nice value of the heavy loops; above 0, light requests stay fast under heavy load.
    ///
    /// It is no higher than that requires: where other processes compete for the CPU, such as a test suite, token
    /// requests wait for them.
    package var heavyNice: Int32 = 2
    /// The scheduling slice that a light loop requests: so short that a kernel which supports custom slices schedules
    /// it before a signature has ended.
    package var lightSlice = Duration.microseconds(100)
    /// The event queue of the loops; the tests run with every kind.
    package var eventQueue = EventQueueKind.epoll
    package var limits = HTTPLimits()
    /// How long draining waits for the rest of a request that is being received, and for a client to read the end of a
    /// feed.
    package var drainDeadline: Duration = .milliseconds(500)
    /// Called at intervals while no further connection can be accepted.
    package var reportPause: @Sendable (AcceptPause) -> Void = { _ in }
    /// If set, connections use HTTPS: all of them, or those to `tlsPort` if that is given.
    package var tls: TLSContext?
    /// A second port for HTTPS; the first then serves HTTP.
    ///
    /// 0 lets the system choose the port.
    package var tlsPort: UInt16?

    package init(loops: Int? = nil, heavyLoops: Int? = nil) {
        let cores = CurrentProcess.coreCount
        self.loops = max(1, loops ?? cores)
        self.heavyLoops = max(1, heavyLoops ?? self.loops)
    }
}
