/// What a string must look like beyond being one.
package enum StringFormat: Sendable {
    case any
    case nonEmpty
    /// What can stand between two slashes of an issuer's path and is no other part of one.
    case serverID
    /// `scheme://host[:port]`, as trusted origins are written.
    case origin
    /// Absolute and without a fragment; Okta refuses others, here they get a warning (RFC 6749 §3.1.2).
    case redirectURI
    /// A date and time with a zone (RFC 3339).
    case instant
    /// A length of time such as `PT1M30S` (ISO 8601).
    case duration
    /// An RSA key, PKCS#8 or PKCS#1, not encrypted.
    case rsaPrivateKey
}
