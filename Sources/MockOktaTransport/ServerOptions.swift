package import MockOktaCrypto
package import MockOktaHTTP
package import MockOktaSystem

/// How many threads a server has, how it secures its connections, and its limits.
package struct ServerOptions: Sendable {
    /// Event loops for light requests; by default one for each core.
    package var loops: Int
    /// Event loops for heavy requests; by default as many as light ones.
    package var heavyLoops: Int
    /// Threads for slow requests: two, so that one that waits for a key does not hold up a reload.
    package var workers = 2
    /// The nice value of all but the light loops; above 0, light requests keep their speed beside heavy load.
    ///
    /// No more of it than that needs: on a machine with other work, a test suite's own, it is what tokens wait for.
    package var heavyNice: Int32 = 2
    /// How long a light loop wants to run at a time: so little that a kernel which knows of wishes lets it in before a
    /// signature has ended.
    package var lightSlice = Duration.microseconds(100)
    /// What the loops wait with; tests run on every kind.
    package var eventQueue = EventQueueKind.epoll
    package var limits = HTTPLimits()
    /// How long draining waits for the rest of a request that is coming in, and for the end of a feed to be taken.
    package var drainDeadline: Duration = .milliseconds(500)
    /// Told now and then while no further connection can be taken.
    package var reportPause: @Sendable (AcceptPause) -> Void = { _ in }
    /// With it connections are HTTPS: all of them, or those to `tlsPort` where that is given.
    package var tls: TLSContext?
    /// A second port for HTTPS, beside the first, which then stays HTTP; 0 is one that the system chooses.
    package var tlsPort: UInt16?

    package init(loops: Int? = nil, heavyLoops: Int? = nil) {
        let cores = CurrentProcess.coreCount
        self.loops = max(1, loops ?? cores)
        self.heavyLoops = max(1, heavyLoops ?? self.loops)
    }
}
