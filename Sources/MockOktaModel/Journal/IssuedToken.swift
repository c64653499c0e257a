package import MockOktaFormats

/// A token that an exchange issued, as the journal tells it: never the token itself.
package struct IssuedToken: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case access, id, refresh, code, assertion
    }

    package let kind: Kind
    /// Of a JWT: `kid` tells which key signed it; nil for opaque tokens.
    package let header: JSONObject?
    /// The payload of a JWT as text, for few of the tokens in a journal are ever looked at; nil for opaque ones.
    private let payload: [UInt8]?

    package init(_ kind: Kind, header: JSONObject? = nil, payload: [UInt8]? = nil) {
        self.kind = kind
        self.header = header
        self.payload = payload
    }

    /// The length of the claims as text, in bytes.
    package var size: Int { payload?.count ?? 0 }

    /// The claims of a JWT, `jti` among them; nil for opaque tokens.
    package var claims: JSONObject? { payload.flatMap { try? JSON.parse($0).object } }
}
