import MockOktaControl
import MockOktaEngine
import MockOktaFormats

/// Tokens, sessions and keys.
extension OrgController {
    /// Mints a token without a flow, valid or defective.
    ///
    /// - Parameters:
    ///   - kind: the kind of token.
    ///   - client: the client id.
    ///   - user: a login or an id; nil for an access token of the client itself.
    ///   - server: the path segment of the authorization server; `org` is the org server.
    ///   - scope: scopes separated by spaces; nil means `openid` for a user, else the server's default scopes.
    ///   - lifetime: nil means an hour, for a refresh token an idle window of seven days.
    ///   - nonce: the `nonce` of an ID token.
    ///   - claims: claims to add or replace.
    ///   - without: claims to leave out.
    ///   - header: members of the JOSE header to add or replace.
    ///   - broken: the defect; nil makes a valid token.
    /// - Returns: the token.
    /// - Throws: an error that names the refused value and the allowed ones. A refresh token is opaque and takes no
    ///   `nonce`, `claims`, `without` or `header`.
    public func mint(
        _ kind: MintedToken.Kind,
        client: String,
        user: String? = nil,
        server: String = "default",
        scope: String? = nil,
        lifetime: Duration? = nil,
        nonce: String? = nil,
        claims: [String: JSONValue] = [:],
        without: [String] = [],
        header: [String: JSONValue] = [:],
        broken: MintedToken.Defect? = nil
    ) throws(OrgControlError) -> MintedToken {
        var request: JSONObject = [
            "kind": .string(kind.rawValue), "client": .string(client), "server": .string(server),
        ]
        request["user"] = user.map { .string($0) }
        request["scope"] = scope.map { .string($0) }
        request["ttl"] = lifetime.map { .string($0.iso8601) }
        request["nonce"] = nonce.map { .string($0) }
        if !claims.isEmpty { request["claims"] = .object(JSONObject(claims)) }
        if !without.isEmpty { request["without"] = .array(without.map { .string($0) }) }
        if !header.isEmpty { request["header"] = .object(JSONObject(header)) }
        request["broken"] = broken.map { .string($0.rawValue) }
        let operations = reference.operations
        return MintedToken(try OrgControlError.translating { () throws(ControlError) in try operations.mint(request) })
    }

    /// Signs a user in without the sign-in page.
    ///
    /// - Parameter user: a login or an id.
    /// - Returns: the session, with its cookie and its session token.
    /// - Throws: an error where there is no such user.
    public func startSession(for user: String) throws(OrgControlError) -> SignedInSession {
        let operations = reference.operations
        return SignedInSession(
            try OrgControlError.translating { () throws(ControlError) in try operations.startSession(of: user) }
        )
    }

    /// The keys that every authorization server publishes, its signing key first.
    ///
    /// - Returns: the keys.
    /// - Throws: an error where a key cannot be made.
    public func publishedKeys() throws(OrgControlError) -> [PublishedKey] {
        let operations = reference.operations
        return try OrgControlError.translating { () throws(ControlError) in try operations.publishedKeys() }
            .map(PublishedKey.init)
    }

    /// Makes a new key the signing key.
    ///
    /// - Parameters:
    ///   - server: the path segment of the authorization server; nil means every server.
    ///   - retire: whether former keys are no longer published; their tokens no longer verify.
    /// - Returns: the published keys of each server, its signing key first.
    /// - Throws: an error where there is no such server.
    @discardableResult
    public func rotateKeys(of server: String? = nil, retire: Bool = false) throws(OrgControlError) -> [PublishedKey] {
        let operations = reference.operations
        return try OrgControlError.translating { () throws(ControlError) in
            try operations.rotateKeys(of: server, retire: retire)
        }.map(PublishedKey.init)
    }
}
