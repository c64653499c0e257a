import MockOktaCrypto

/// An identity for tests, made once, and helpers that drive both sides in one thread.
enum TLSServer {
    static let validity: ClosedRange<Int64> = 1_700_000_000...1_730_000_000
    static let names = ["localhost", "*.localhost", "*.mock.localhost", "127.0.0.1", "::1"]

    static let identity = Result { try makeIdentity() }
    static let context = Result { try TLSContext(identity.get()) }

    static func makeIdentity(
        names: [String] = names,
        validity: ClosedRange<Int64> = validity
    ) throws(CryptoError) -> TLSIdentity {
        try TLSIdentity.selfMade(names: names.compactMap { SubjectAlternativeName($0) }, validity: validity) { count in
            [UInt8](repeating: 7, count: count)
        }
    }

    static var caPEM: String {
        get throws { try identity.get().caPEM ?? "" }
    }

    static func session(_ descriptor: Int32) throws -> TLSSession {
        try TLSSession(context.get(), descriptor: descriptor)
    }

    /// Lets both sides take turns until both have finished or one has failed.
    static func handshake(_ server: inout TLSSession, _ client: TLSClient) throws -> TLSClient.Outcome {
        var outcome = TLSClient.Outcome.waits
        for _ in 0..<10 {
            outcome = client.handshake()
            let progress = try server.handshake()
            if progress == .done(0), outcome != .waits { break }
        }
        return outcome
    }

    /// Everything the server can read now, and how it ended.
    static func drain(_ server: inout TLSSession) throws -> ([UInt8], TLSProgress) {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1000)
        while true {
            var span = buffer.mutableSpan
            let progress = try server.read(into: &span)
            guard case .done(let count) = progress else { return (all, progress) }
            all += buffer.prefix(count)
        }
    }
}
