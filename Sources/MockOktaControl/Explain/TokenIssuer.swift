package import MockOktaCrypto
import MockOktaFormats
import MockOktaIssuing

/// An authorization server as a resource server knows it: its issuer, its audience and its published keys.
package struct TokenIssuer: Sendable {
    package struct Key: Sendable {
        package let id: String
        /// Nil for a key that is not an RSA or EC key.
        package let key: PublicKey?
        /// Okta's status of the key, with its time; nil where it is not known.
        package let status: String?

        package init(id: String, key: PublicKey?, status: String? = nil) {
            self.id = id
            self.key = key
            self.status = status
        }
    }

    /// The name in control requests and the journal.
    package let name: String
    package let issuer: String
    /// The audience of its access tokens; nil where it is not known.
    package let audience: String?
    package let isOrg: Bool
    package let keys: [Key]
    /// Why resource servers may not know the signing key yet; nil where there is no reason.
    package var unreadKeyNote: String?

    package init(name: String, issuer: String, audience: String?, isOrg: Bool = false, keys: [Key]) {
        self.name = name
        self.issuer = issuer
        self.audience = audience
        self.isOrg = isOrg
        self.keys = keys
    }

    func key(id: String) -> Key? { keys.first { $0.id == id } }

    /// The key that verifies a token, whatever key its header names.
    func signer(of jwt: JWT) -> Key? {
        keys.first { $0.key?.verify(jwt.signature, for: jwt.signingInput, algorithm: .rs256) == true }
    }
}
