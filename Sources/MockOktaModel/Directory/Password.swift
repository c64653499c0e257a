package import MockOktaCrypto

/// What a fixture says of a user's password.
package enum Password: Sendable {
    case plain(String)
    /// A salted digest as Okta imports them (`credentials.password.hash`); salt and value decoded.
    case digest(Digest, salt: [UInt8], saltFirst: Bool, value: [UInt8])
    case pbkdf2(Digest, salt: [UInt8], iterations: Int, value: [UInt8])
    /// `credentials.password.hook`: Okta would ask an inline hook; here any password is right.
    case any
}
