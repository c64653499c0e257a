package import MockOktaCrypto

/// A user's password as given in a fixture.
package enum Password: Hashable, Sendable {
    case plain(String)
    /// A salted digest in Okta's import format (`credentials.password.hash`), with salt and value decoded.
    case digest(Digest, salt: [UInt8], saltFirst: Bool, value: [UInt8])
    case pbkdf2(Digest, salt: [UInt8], iterations: Int, value: [UInt8])
    case bcrypt(salt: [UInt8], workFactor: Int, value: [UInt8])
    /// `credentials.password.hook`: Okta would call an inline hook; here every password is accepted.
    case any

    /// The greatest work factor of bcrypt.
    ///
    /// Differs: Okta imports up to 20 (Okta, "Users API"). Each step doubles the time of every sign-in, also of one
    /// with
    /// an unknown login; 20 would take a minute.
    static let greatestWorkFactor = 12
    /// The greatest number of rounds of PBKDF2, over all blocks of its result, for the same reason.
    static let greatestRounds = 1_000_000

    /// Whether it takes a hash function to compare a password with it.
    package var isHashed: Bool {
        switch self {
        case .digest, .pbkdf2, .bcrypt: true
        case .plain, .any: false
        }
    }
}
