import MockOktaCrypto
import MockOktaFormats
import MockOktaModel

/// Ids of objects that every org has, derived from a name: the same after every start.
enum DerivedText {
    static func id(_ prefix: IdentifierPrefix, _ name: String) -> String {
        let digest = SHA256.digest(Array("\(prefix.rawValue):\(name)".utf8))
        return prefix.rawValue + Base62.encode(Array(digest.prefix(10)), width: 14) + idEnding
    }

    /// The owner of the API tokens.
    static let administrator = id(.user, "administrator")

    /// The common ending of all ids of one Okta cell.
    static let idEnding = "1d7"

    /// The id of a key: 43 characters.
    static func keyID(_ name: String) -> String { Base64URL.encode(SHA256.digest(Array("kid:\(name)".utf8))) }
}
