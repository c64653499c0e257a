package import MockOktaFormats

/// A token that an exchange issued, as the journal tells it: never the token itself.
package struct IssuedToken: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case access, id, refresh, code
    }

    package let kind: Kind
    /// Of a JWT: `kid` tells which key signed it; nil for opaque tokens.
    package let header: JSONObject?
    /// The claims of a JWT, `jti` among them; nil for opaque tokens.
    package let claims: JSONObject?

    package init(_ kind: Kind, header: JSONObject? = nil, claims: JSONObject? = nil) {
        self.kind = kind
        self.header = header
        self.claims = claims
    }
}
