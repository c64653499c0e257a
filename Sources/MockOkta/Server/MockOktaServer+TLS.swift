extension MockOktaServer {
    /// The certificate of a server that serves HTTPS.
    public enum TLS: Hashable, Sendable {
        /// A generated certificate authority and certificate, for `localhost`, `*.localhost`, the loopback addresses,
        /// the host to listen on and the hosts of the configured URLs.
        ///
        /// Clients must trust ``MockOktaServer/caPEM``. OpenSSL and Node.js do not accept `*.localhost`.
        case selfMade
        /// Files in PEM format: the certificate followed by the intermediate ones, and its key, not encrypted.
        case files(certificate: String, key: String)
    }
}
