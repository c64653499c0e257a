extension MockOktaServer {
    /// How a server is set up, apart from the org it plays; the defaults suit a test.
    ///
    /// ```swift
    /// try MockOktaServer.start(configuration: .init(clock: "2026-01-01T00:00:00Z", isFrozen: true, seed: 1))
    /// ```
    public struct Configuration: Hashable, Sendable {
        /// The address or name to listen on.
        public var host: String
        /// The port to listen on, which ``MockOktaServer/start(fixtures:port:configuration:)`` is told.
        package var port: UInt16 = 0
        /// Scheme, host and port of every URL in answers, such as `https://okta.example.com`.
        ///
        /// Nil takes them from each request's `Host`.
        public var baseURL: String?
        /// Beside ``baseURL``: scheme, host and port by which other servers, as opposed to browsers, reach this one.
        public var backChannelURL: String?
        /// Event loops, and as many threads that sign; nil means one for each core.
        public var threads: Int?
        /// Where the clock starts, with its zone: `2026-01-01T00:00:00Z`.
        ///
        /// Nil means the fixture's `mock.clock`, else real time.
        public var clock: String?
        /// Whether the clock stands still; nil means the fixture's `mock.frozen`, else no.
        public var isFrozen: Bool?
        /// What every generated id, code and token derives from, at most 2⁵³ − 1.
        ///
        /// Nil means the fixture's `mock.seed`, else a random one, which ``MockOktaServer/seed`` tells.
        public var seed: UInt64?
        /// With it the server speaks HTTPS; nil means HTTP.
        public var tls: TLS?
        /// Further names of a made certificate, beside `localhost`, the loopback addresses, ``host`` and the URLs.
        public var tlsNames: [String]
        /// A second port, for HTTPS, while the first stays HTTP; 0 takes a free one, see ``MockOktaServer/tlsURL``.
        public var tlsPort: UInt16?
        /// Whether to believe what a proxy says of the request: `Forwarded`, `X-Forwarded-Proto`, `-Host`, `-For`.
        public var trustsProxy: Bool
        /// Who may use the control API, and where.
        public var control: Control

        /// A configuration that differs from the default in what is named.
        public init(
            host: String = "127.0.0.1",
            baseURL: String? = nil,
            backChannelURL: String? = nil,
            threads: Int? = nil,
            clock: String? = nil,
            isFrozen: Bool? = nil,
            seed: UInt64? = nil,
            tls: TLS? = nil,
            tlsNames: [String] = [],
            tlsPort: UInt16? = nil,
            trustsProxy: Bool = false,
            control: Control = Control()
        ) {
            self.host = host
            self.baseURL = baseURL
            self.backChannelURL = backChannelURL
            self.threads = threads
            self.clock = clock
            self.isFrozen = isFrozen
            self.seed = seed
            self.tls = tls
            self.tlsNames = tlsNames
            self.tlsPort = tlsPort
            self.trustsProxy = trustsProxy
            self.control = control
        }
    }
}
