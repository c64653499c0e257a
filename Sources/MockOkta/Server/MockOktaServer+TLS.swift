extension MockOktaServer {
    /// Where the certificate of a server that speaks HTTPS comes from.
    public enum TLS: Hashable, Sendable {
        /// A certificate authority and a certificate, made at the start for `localhost`, `*.localhost`, the loopback
        /// addresses, the host listened on and those of the configured URLs.
        ///
        /// Clients must trust ``MockOktaServer/caPEM``. OpenSSL and Node.js take no `*.localhost`.
        case selfMade
        /// Files in PEM form: the certificate with the intermediate ones behind it, and its key, not encrypted.
        case files(certificate: String, key: String)
    }
}
