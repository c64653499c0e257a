import Glibc
import MockOktaCrypto
import MockOktaHTTP
import MockOktaSystem
import MockOktaTransport

private let identity = Result { () throws(CryptoError) in
    let names = ["localhost", "127.0.0.1"].compactMap { SubjectAlternativeName($0) }
    let now = Int64(time(nil))
    return try TLSIdentity.selfMade(names: names, validity: now - 60...now + 3600, randomBytes: SystemRandom.bytes)
}

/// Runs a body against a server with HTTPS on its port, or on a second one.
func withSecureServer(
    _ queue: EventQueueKind,
    second: Bool = false,
    limits: HTTPLimits = HTTPLimits(),
    _ body: (Server, TestResponder, _ caPEM: String) throws -> Void
) throws {
    let identity = try identity.get()
    let tls = try TLSContext(identity)
    try withServer(
        queue,
        limits: limits,
        configure: { options in
            options.tls = tls
            options.tlsPort = second ? 0 : nil
        },
        { server, responder in try body(server, responder, identity.caPEM ?? "") }
    )
}
