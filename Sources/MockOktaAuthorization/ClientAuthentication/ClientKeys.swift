import MockOktaCrypto
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// The public keys of a client (RFC 7517): those of its `jwks` that are not inactive, or those that were fetched from
/// its `jwks_uri`.
struct ClientKeys {
    private let keys: [JSONObject]
    /// The URL that the keys come from; nil for keys that are registered.
    private let url: String?

    init(_ client: Application, _ snapshot: OrgSnapshot) throws(ClientSignatureFault) {
        let registered = (client.jwks?["keys"]?.array ?? []).compactMap(\.object).filter { $0["status"] != "INACTIVE" }
        guard registered.isEmpty else {
            (keys, url) = (registered, nil)
            return
        }
        guard let url = client.jwksURI else {
            throw ClientSignatureFault(.noKeys, why: "\(client.clientID) has neither jwks nor jwks_uri")
        }
        self.url = url
        keys = try Self.fetched(url, snapshot)
    }

    private static func fetched(_ url: String, _ snapshot: OrgSnapshot) throws(ClientSignatureFault) -> [JSONObject] {
        guard snapshot.organization.contents.settings.outgoingHosts.allows(url) else {
            let why =
                "jwks_uri \(url) was not fetched: no app of the fixtures names its host; add it to mock.outgoingHosts"
            throw ClientSignatureFault(.fetched(.jwksURIError), why: why)
        }
        switch snapshot.caches.keySets.outcome(of: url) {
        case .failure(let why): throw ClientSignatureFault(.fetched(.jwksURIError), why: "jwks_uri " + why)
        case nil: throw ClientSignatureFault(.fetched(.jwksURIError), why: "jwks_uri \(url) was not fetched")
        case .keys(let keys):
            guard !keys.isEmpty else {
                throw ClientSignatureFault(.fetched(.jwksURINoKey), why: "jwks_uri \(url) has no keys")
            }
            let ids = keys.map { ExactString($0["kid"]?.string ?? "") }
            guard keys.count == 1 || Set(ids).count == ids.count else {
                let why = "keys of jwks_uri \(url) have the same kid, or more than one has none"
                throw ClientSignatureFault(.fetched(.jwksURIAmbiguousKeys), why: why)
            }
            return keys
        }
    }

    /// The key that a JWT names by `kid`, which may be left out where there is only one.
    func key(for jwt: JWT, _ algorithm: SignatureAlgorithm) throws(ClientSignatureFault) -> PublicKey {
        try checkOrigin(of: jwt, algorithm)
        let candidates = jwt.keyID.map { id in keys.filter { $0.hasKeyID(id) } } ?? keys
        guard candidates.count == 1 else {
            let why = "kid is \(jwt.keyID ?? "absent"); the client's keys are \(keys.map { $0["kid"]?.string ?? "?" })"
            throw ClientSignatureFault(.unknownKey, why: why)
        }
        let key = candidates[0]
        if let use = key["use"]?.string, use != "sig" {
            let kind: ClientSignatureFault.Kind =
                url == nil ? .wrongKeyUse : .fetched(.jwksURIInvalidKeyUse.with("sig"))
            throw ClientSignatureFault(kind, why: "the key's use is \(use)")
        }
        guard let publicKey = JWK.publicKey(key) else {
            throw ClientSignatureFault(.unreadableKey, why: "the key is no readable RSA or EC public key")
        }
        return publicKey
    }

    /// Checks what only keys behind a `jwks_uri` can break: the `jku` of the JWT, and that some key has its algorithm.
    private func checkOrigin(of jwt: JWT, _ algorithm: SignatureAlgorithm) throws(ClientSignatureFault) {
        guard let url else { return }
        if let named = jwt.header["jku"]?.string, !named.hasSameBytes(as: url) {
            throw ClientSignatureFault(.fetched(.jwksURIJkuMismatchError), why: "jku is \(named), jwks_uri is \(url)")
        }
        let type = algorithm.rawValue.hasPrefix("RS") ? "RSA" : "EC"
        let isServed = keys.contains { key in
            key["kty"]?.string == type && (key["alg"] == nil || key["alg"]?.string == algorithm.rawValue)
        }
        guard isServed else {
            let why = "no key of jwks_uri \(url) is for \(algorithm.rawValue)"
            throw ClientSignatureFault(.noFetchedKeyOfAlgorithm, why: why)
        }
    }
}
