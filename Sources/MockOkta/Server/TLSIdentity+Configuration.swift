import MockOktaCrypto
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import MockOktaSystem

extension TLSIdentity {
    /// Returns the certificate and key of a server; nil where it serves only HTTP.
    static func configured(_ configuration: MockOktaServer.Configuration) throws(MockOktaError) -> TLSIdentity? {
        let implied = configuration.tlsPort == nil ? nil : MockOktaServer.TLS.selfMade
        switch configuration.tls ?? implied {
        case nil: return nil
        case .selfMade:
            return try selfMade(for: names(configuration), seed: configuration.seed, at: SystemClock.now())
        case .files(let certificate, let key): return try read(certificate: certificate, key: key)
        }
    }

    /// Generates a certificate that is valid from yesterday, for clients whose clocks are slow.
    private static func selfMade(
        for names: [String],
        seed: UInt64?,
        at now: Instant
    ) throws(MockOktaError) -> TLSIdentity {
        let start = now.seconds - 86_400
        do throws(CryptoError) {
            return try selfMade(
                names: names.compactMap { SubjectAlternativeName($0) },
                validity: start...start + longestValidity - 1,
                authorityKey: try seed.map { seed throws(CryptoError) in try authorityKey(seed) },
                randomBytes: SystemRandom.bytes
            )
        } catch {
            throw .system(reason: error.description)
        }
    }

    /// The key of the certificate authority under a seed: one of the public test keys.
    private static func authorityKey(_ seed: UInt64) throws(CryptoError) -> RSAPrivateKey {
        try TestKeys.key(seed: seed, server: AuthorizationServerID(rawValue: "tls-authority"), ordinal: 0).key
    }

    /// The names of the server that clients may use.
    private static func names(_ configuration: MockOktaServer.Configuration) -> [String] {
        let urls = [configuration.baseURL, configuration.backChannelURL].compactMap(\.self).map(host)
        var names = ["localhost", "*.localhost", "127.0.0.1", "::1"]
        for name in [configuration.host] + urls + configuration.tlsNames
        where !names.contains(name) && !["0.0.0.0", "::"].contains(name) {
            names.append(name)
        }
        return names
    }

    private static func host(_ url: String) -> String {
        String(URIParts(url).hostName ?? "")
    }

    private static func read(certificate: String, key: String) throws(MockOktaError) -> TLSIdentity {
        let certificatePEM = try text(certificate, member: "tlsCertificate")
        let keyPEM = try text(key, member: "tlsKey")
        do throws(CryptoError) {
            return try TLSIdentity(certificatePEM: certificatePEM, keyPEM: keyPEM)
        } catch {
            let isKey = error.operation == .readKey
            let path = isKey ? key : certificate
            throw .badConfiguration(member: isKey ? "tlsKey" : "tlsCertificate", reason: "\(path): \(error.reason)")
        }
    }

    private static func text(_ path: String, member: String) throws(MockOktaError) -> String {
        do throws(FileError) {
            return String(decoding: try FileBytes.read(path), as: UTF8.self)
        } catch {
            throw .badConfiguration(member: member, reason: "\(path): \(error.reason)")
        }
    }
}
