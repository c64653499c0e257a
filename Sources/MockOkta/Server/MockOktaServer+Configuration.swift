extension MockOktaServer {
    /// The configuration of a server, apart from its org; the defaults are suitable for tests.
    ///
    /// ```swift
    /// try MockOktaServer.start(configuration: .init(clock: "2026-01-01T00:00:00Z", isFrozen: true, seed: 1))
    /// ```
    public struct Configuration: Hashable, Sendable {
        /// The IP address or host name to listen on.
        public var host: String
        /// The port to listen on, an argument of ``MockOktaServer/start(fixtures:port:configuration:)``.
        package var port: UInt16 = 0
        /// The beginning of every URL in answers: scheme, host, port and path, such as `https://example.com/okta`.
        ///
        /// Nil takes scheme and host from each request. Requests are answered below the path as without it, so that it
        /// does not matter whether a proxy removes it.
        public var baseURL: String?
        /// With ``baseURL``: scheme, host and port of endpoints that other servers call, as opposed to browsers.
        public var backChannelURL: String?
        /// The number of event loops, and of threads that sign; nil means one of each for each core.
        public var threads: Int?
        /// The initial time of the clock, with its time zone: `2026-01-01T00:00:00Z`.
        ///
        /// Nil means the fixture's `mock.clock`, else real time.
        public var clock: String?
        /// Whether the clock is frozen; nil means the fixture's `mock.frozen`, by default false.
        public var isFrozen: Bool?
        /// The seed of all generated ids, codes and tokens, at most 2⁵³ − 1.
        ///
        /// Nil means the fixture's `mock.seed`, else a random seed; see ``MockOktaServer/seed``.
        public var seed: UInt64?
        /// The certificate for HTTPS; nil means HTTP.
        public var tls: TLS?
        /// Further names in a generated certificate, beside `localhost`, the loopback addresses, ``host`` and the URLs.
        public var tlsNames: [String]
        /// A second port, for HTTPS; the first then serves HTTP.
        ///
        /// 0 chooses a free port, see ``MockOktaServer/tlsURL``.
        public var tlsPort: UInt16?
        /// The certificate authorities, in PEM format, of HTTPS servers that the double fetches a client's `jwks_uri`
        /// from; nil means the system's.
        public var trustedCAPEM: String?
        /// Whether to trust a proxy's fields about the request: `Forwarded`, `X-Forwarded-Proto`, `-Host`, `-For`.
        public var trustsProxy: Bool
        /// The access rules and the port of the control API.
        public var control: Control
        /// Where state is kept, as the program's `--store` names it; nil means in memory.
        package var store: String?

        /// Creates a configuration; omitted arguments have their defaults.
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
            trustedCAPEM: String? = nil,
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
            self.trustedCAPEM = trustedCAPEM
            self.trustsProxy = trustsProxy
            self.control = control
        }
    }
}
