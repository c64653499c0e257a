import MockOktaCrypto
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// The public keys a client registered (RFC 7517).
struct ClientKeys {
    private let keys: [JSONObject]

    init(_ client: Application) throws(ClientSignatureFault) {
        keys = (client.jwks?["keys"]?.array ?? []).compactMap(\.object)
        guard !keys.isEmpty else {
            // Differs: a jwks_uri is not fetched; the double sends no requests of its own.
            throw ClientSignatureFault(.noKeys, why: "\(client.clientID) has no jwks in the fixture")
        }
    }

    /// The key that a JWT names by `kid`, which may be left out where there is only one.
    func key(for jwt: JWT) throws(ClientSignatureFault) -> PublicKey {
        let candidates = jwt.keyID.map { id in keys.filter { $0["kid"]?.string == id } } ?? keys
        guard candidates.count == 1 else {
            let why = "kid is \(jwt.keyID ?? "absent"); the client's keys are \(keys.map { $0["kid"]?.string ?? "?" })"
            throw ClientSignatureFault(.unknownKey, why: why)
        }
        let key = candidates[0]
        if let use = key["use"]?.string, use != "sig" {
            throw ClientSignatureFault(.wrongKeyUse, why: "the key's use is \(use)")
        }
        guard let publicKey = JWK.publicKey(key) else {
            throw ClientSignatureFault(.unreadableKey, why: "the key is no readable RSA or EC public key")
        }
        return publicKey
    }
}
