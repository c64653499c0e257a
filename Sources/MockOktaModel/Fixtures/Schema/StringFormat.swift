/// The format of a string.
package enum StringFormat: Sendable {
    case any
    case nonEmpty
    /// A single path segment of an issuer, without reserved names.
    case serverID
    /// `scheme://host[:port]`, the format of trusted origins.
    case origin
    /// Absolute and without a fragment; Okta refuses other URIs, here they cause a warning (RFC 6749 §3.1.2).
    case redirectURI
    /// A date and time with a time zone (RFC 3339).
    case instant
    /// A duration such as `PT1M30S` (ISO 8601).
    case duration
    /// The key of one-time passwords (RFC 4648 §6).
    case base32
}
