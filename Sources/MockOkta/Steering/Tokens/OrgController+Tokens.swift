import MockOktaControl
import MockOktaEngine
import MockOktaFormats

/// Tokens, sessions and keys without a flow.
extension OrgController {
    /// Mints a token, right or wrong, that no flow has granted.
    ///
    /// - Parameters:
    ///   - kind: what it is for.
    ///   - client: the client id that it is issued to.
    ///   - user: a login or an id; nil for an access token of the client's own.
    ///   - server: the word in the server's URL; `org` is the org server.
    ///   - scope: with spaces between; nil means `openid` for users, else the server's default scopes.
    ///   - lifetime: nil means an hour, and for a refresh token seven days without use.
    ///   - nonce: of an ID token.
    ///   - claims: laid over the token's own.
    ///   - without: claims to leave out.
    ///   - header: laid over the token's own JOSE header.
    ///   - broken: what is to be wrong with it.
    /// - Returns: the token.
    /// - Throws: which value cannot be used, and what is allowed. A refresh token is opaque: it takes no `nonce`,
    ///   `claims`, `without` or `header`.
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
    ) throws(SteeringError) -> MintedToken {
        var order: JSONObject = ["kind": .string(kind.rawValue), "client": .string(client), "server": .string(server)]
        order["user"] = user.map { .string($0) }
        order["scope"] = scope.map { .string($0) }
        order["ttl"] = lifetime.map { .string($0.iso8601) }
        order["nonce"] = nonce.map { .string($0) }
        if !claims.isEmpty { order["claims"] = .object(JSONObject(claims)) }
        if !without.isEmpty { order["without"] = .array(without.map { .string($0) }) }
        if !header.isEmpty { order["header"] = .object(JSONObject(header)) }
        order["broken"] = broken.map { .string($0.rawValue) }
        let steering = handle.steering
        return MintedToken(try SteeringError.translating { () throws(ControlError) in try steering.mint(order) })
    }

    /// Signs a user in without a page, in a browser of the test's own.
    ///
    /// - Parameter user: a login or an id.
    /// - Returns: the session, for a browser that brings its cookie or its token along.
    /// - Throws: when there is no such user.
    public func startSession(for user: String) throws(SteeringError) -> SignedInSession {
        let steering = handle.steering
        return SignedInSession(
            try SteeringError.translating { () throws(ControlError) in try steering.startSession(of: user) }
        )
    }

    /// What every server shows at `/keys`, its signing key first.
    ///
    /// - Returns: the keys.
    /// - Throws: when a key cannot be made.
    public func publishedKeys() throws(SteeringError) -> [PublishedKey] {
        let steering = handle.steering
        return try SteeringError.translating { () throws(ControlError) in try steering.publishedKeys() }
            .map(PublishedKey.init)
    }

    /// Lets a new key sign.
    ///
    /// - Parameters:
    ///   - server: the word in the server's URL; nil means every server.
    ///   - retire: whether former keys vanish from `/keys` at once, and their tokens with them.
    /// - Returns: what each server publishes now, its signing key first.
    /// - Throws: when there is no such server.
    @discardableResult
    public func rotateKeys(of server: String? = nil, retire: Bool = false) throws(SteeringError) -> [PublishedKey] {
        let steering = handle.steering
        return try SteeringError.translating { () throws(ControlError) in
            try steering.rotateKeys(of: server, retire: retire)
        }.map(PublishedKey.init)
    }
}
