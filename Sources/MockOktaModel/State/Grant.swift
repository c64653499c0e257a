import MockOktaFormats

/// One sign-in of one user at one client: the record to which codes, refresh tokens and access tokens belong.
///
/// Redeeming a code, rotating a refresh token and detecting a replay are each a single update of this record.
package struct Grant: Sendable {
    package var clientID: String
    package var userID: UserID
    package var serverID: AuthorizationServerID
    package var scopes: [String]
    /// The grant type of the first issuance: refreshes are evaluated by it, never as `refresh_token`.
    package var grantType: GrantType
    package var authentication: Authentication
    package var lifetimes: TokenLifetimes
    package var created: Instant
    package var lastUsed: Instant
    package var isRevoked = false
    /// Present until the code is redeemed.
    package var code: PendingCode?
    package var refresh: RefreshChain?
    private var binding: KeyBinding?

    package init(
        clientID: String,
        userID: UserID,
        serverID: AuthorizationServerID,
        scopes: [String],
        grantType: GrantType,
        authentication: Authentication,
        lifetimes: TokenLifetimes,
        created: Instant
    ) {
        self.clientID = clientID
        self.userID = userID
        self.serverID = serverID
        self.scopes = scopes
        self.grantType = grantType
        self.authentication = authentication
        self.lifetimes = lifetimes
        self.created = created
        lastUsed = created
    }

    /// The thumbprint of the key whose DPoP proofs the refresh token requires (RFC 9449 §5); nil for any key or none.
    package var keyThumbprint: String? {
        get { binding?.thumbprint }
        set { binding = newValue.map(KeyBinding.init) }
    }

    /// Removes what has expired at an instant and would be valid again if the clock were moved back from it.
    package mutating func expire(rotation: RefreshTokenRotation, asOf instant: Instant) {
        if let deadline = refreshDeadline, instant >= deadline { refresh = nil }
        refresh?.expire(rotation: rotation, asOf: instant)
    }

    /// When the refresh token expires if it is not used; nil when there is none.
    package var refreshDeadline: Instant? {
        refresh.map { lifetimes.refreshDeadline(created: $0.created, lastUsed: lastUsed) }
    }

    /// Until when a store must keep the record: while a code, a refresh token or an access token can name it.
    package func retention(at now: Instant) -> Instant {
        if let code { return code.expires }
        return max(refreshDeadline ?? now, now + lifetimes.access)
    }
}

/// The key to which a refresh token is bound; stored in an object, because most grants have none.
private final class KeyBinding: Sendable {
    let thumbprint: String

    init(_ thumbprint: String) {
        self.thumbprint = thumbprint
    }
}

/// How and when the user authenticated.
package struct Authentication: Hashable, Sendable {
    package var time: Instant
    /// Authentication method references (RFC 8176), such as `pwd`.
    package var methods: [String]
    /// The browser session, for `sid`; nil if no browser was involved.
    package var session: RecordKey?
    /// The authentication context class that `acr_values` selected.
    package var contextClass: String?

    /// The methods of most sign-ins, as one array that they share.
    package static let byPassword = ["pwd"]

    package init(time: Instant, methods: [String] = byPassword, session: RecordKey? = nil, contextClass: String? = nil)
    {
        self.time = time
        self.methods = methods
        self.session = session
        self.contextClass = contextClass
    }
}

/// The parameters that an authorization code is bound to; stored in an object, because most grants no longer have any.
package final class PendingCode: Sendable {
    package let redirectURI: String
    package let nonce: String?
    /// The S256 challenge (RFC 7636 §4.2).
    package let codeChallenge: String?
    /// The thumbprint of the key whose proof is required with the code: `dpop_jkt` (RFC 9449 §10).
    package let keyThumbprint: String?
    package let expires: Instant

    package init(
        redirectURI: String,
        nonce: String?,
        codeChallenge: String?,
        keyThumbprint: String? = nil,
        expires: Instant
    ) {
        self.redirectURI = redirectURI
        self.nonce = nonce
        self.codeChallenge = codeChallenge
        self.keyThumbprint = keyThumbprint
        self.expires = expires
    }
}
