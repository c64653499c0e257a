/// A request for a token without a server: `mock-okta token`.
package struct OfflineTokenRequest: Sendable {
    package enum Kind: String, Sendable {
        case access, id
    }

    package var kind = Kind.access
    /// Id or name of an authorization server, or `org` for the org server.
    ///
    /// Nil means `default`, else the first server.
    package var server: String?
    /// Nil means the only client of the org.
    package var client: String?
    /// A login or an id; nil for a token of the client itself.
    package var user: String?
    /// Nil means `openid` for a user, else the server's default scopes.
    package var scopes: [String]?
    /// Nil means the lifetime of the first rule that matches client, user and scopes, else an hour.
    package var lifetime: Duration?
    /// Claims to add or replace; a value is JSON where it parses as such, else a string.
    package var claims: [(name: String, value: String)] = []
    package var baseURL = "http://127.0.0.1:8080"
    package var clock: String?
    package var seed: UInt64?

    package init() {}
}
