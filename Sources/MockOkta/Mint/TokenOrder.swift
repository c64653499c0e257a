/// A token that somebody asks for without a server: `mock-okta token`.
package struct TokenOrder: Sendable {
    package enum Kind: Sendable {
        case access, id
    }

    package var kind = Kind.access
    /// Id or name, or `org` for the org server.
    ///
    /// Nil is `default`, else the first.
    package var server: String?
    /// Nil is the only client there is.
    package var client: String?
    /// A login or an id; nil for a token of the client's own.
    package var user: String?
    /// Nil is `openid` for users, else the server's default scopes.
    package var scopes: [String]?
    /// Nil is the lifetime of the first rule that speaks of client, user and scopes, else an hour.
    package var lifetime: Duration?
    /// Laid over the token's own claims.
    package var claims: [(name: String, value: String)] = []
    package var baseURL = "http://127.0.0.1:8080"
    package var clock: String?
    package var seed: UInt64?

    package init() {}
}
