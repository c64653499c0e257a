import MockOktaCrypto
import MockOktaFormats
import MockOktaModel

/// Ids of things that every org has: made from a name, the same at every start.
enum DerivedText {
    static func id(_ prefix: IdentifierPrefix, _ name: String) -> String {
        let digest = SHA256.digest(Array("\(prefix.rawValue):\(name)".utf8))
        return prefix.rawValue + Base62.encode(digest.prefix(10), width: 14) + idEnding
    }

    /// Who owns the API tokens.
    static let administrator = id(.user, "administrator")

    /// What the ids of one cell of Okta's end with.
    static let idEnding = "1d7"

    /// An id of a key: 43 characters.
    static func keyID(_ name: String) -> String { Base64URL.encode(SHA256.digest(Array("kid:\(name)".utf8))) }
}
