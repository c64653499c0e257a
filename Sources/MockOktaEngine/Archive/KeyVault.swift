import MockOktaCrypto
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// Keeps generated private keys in a store, so that a restart has the same keys.
struct KeyVault: Sendable {
    let keys: Records<StoredKey>

    /// Returns the key of a name; the first call of all processes generates it.
    ///
    /// - Parameters:
    ///   - name: what the key is for.
    ///   - generate: makes a key.
    /// - Returns: the key.
    /// - Throws: `CryptoError` where it can be neither read nor made.
    func key(
        _ name: String,
        generate: () throws(CryptoError) -> RSAPrivateKey
    ) throws(CryptoError) -> RSAPrivateKey {
        let place = RecordKey(SHA256.digest(Array(name.utf8)))
        if let stored = try read(place) { return try RSAPrivateKey(pem: stored.pem) }
        let made = StoredKey(id: "", pem: try generate().pem())
        let kept: StoredKey
        do throws(Refusal) {
            kept = try keys.update(place, at: TenantArchive.always) { entry in
                let first = entry?.record ?? made
                entry = Expiring(first, expires: .distantFuture)
                return first
            }
        } catch {
            throw CryptoError(.keepKey, reason: error.why)
        }
        return try RSAPrivateKey(pem: kept.pem)
    }

    private func read(_ place: RecordKey) throws(CryptoError) -> StoredKey? {
        do throws(Refusal) {
            return try keys.record(place, at: TenantArchive.always)
        } catch {
            throw CryptoError(.keepKey, reason: error.why)
        }
    }
}

/// A private key with its `kid`.
struct StoredKey: RecordCoding {
    static var codingVersion: UInt8 { 1 }

    /// Empty for the thumbprint.
    let id: String
    /// PKCS#8.
    let pem: String

    init(id: String, pem: String) {
        self.id = id
        self.pem = pem
    }

    init(_ key: SigningKey) throws(CryptoError) {
        self.init(id: key.id, pem: try key.key.pem())
    }

    func signingKey() throws(CryptoError) -> SigningKey {
        SigningKey(try RSAPrivateKey(pem: pem), id: id.isEmpty ? nil : id)
    }

    func write(to writer: inout RecordWriter) {
        writer.write(id)
        writer.write(pem)
    }

    init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(id: try reader.read(), pem: try reader.read())
    }
}

/// The result of a server's rotations.
struct StoredRotation: RecordCoding {
    static var codingVersion: UInt8 { 1 }

    let server: AuthorizationServerID
    /// The active key and the others that are published.
    let keys: [StoredKey]
    let count: Int
    let at: Instant
    /// The digest of the key that the fixture had for the server.
    let source: [UInt8]

    init(_ server: AuthorizationServerID, _ rotated: TenantKeys.Rotated) throws(CryptoError) {
        self.server = server
        var keys: [StoredKey] = []
        for key in rotated.keys.published { keys.append(try StoredKey(key)) }
        self.keys = keys
        count = rotated.count
        at = rotated.at
        source = Self.digest(of: rotated.source)
    }

    /// Nil where the org has no such server, or its fixture now has another key for it.
    func rotated(in organization: Organization) throws(CryptoError) -> TenantKeys.Rotated? {
        guard let server = organization.allServers.first(where: { $0.id == self.server }),
            Self.digest(of: server.signingKey) == source, let active = keys.first
        else { return nil }
        var others: [SigningKey] = []
        for key in keys.dropFirst() { others.append(try key.signingKey()) }
        let serverKeys = ServerKeys(active: try active.signingKey(), others: others)
        return TenantKeys.Rotated(keys: serverKeys, count: count, at: at, source: server.signingKey)
    }

    private static func digest(of source: AuthorizationServer.SigningKeySource) -> [UInt8] {
        SHA256.digest(Array("\(source.keyID ?? "")\u{0}\(source.privateKey?.pem ?? "")".utf8))
    }

    static func key(of server: AuthorizationServerID) -> RecordKey {
        RecordKey(SHA256.digest(Array(server.rawValue.utf8)))
    }

    func write(to writer: inout RecordWriter) {
        writer.write(server)
        writer.write(keys)
        writer.write(count)
        writer.write(at)
        writer.append(counted: source)
    }

    init(from reader: inout RecordReader) throws(RecordCodingError) {
        server = try reader.read()
        keys = try reader.read()
        count = try reader.read()
        at = try reader.read()
        source = Array(try reader.counted())
    }
}
