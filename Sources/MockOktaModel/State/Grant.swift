/// One sign-in of one user at one client: the unit that codes, refresh tokens and access tokens hang from.
///
/// Redeeming a code, rotating a refresh token and noticing a replay are each one update of one such record.
package struct Grant: Sendable {
    package var clientID: String
    package var userID: UserID
    package var serverID: AuthorizationServerID
    package var scopes: [String]
    /// The grant type of the first issuance: refreshes are judged by it, never as `refresh_token`.
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

    /// The thumbprint of the key whose DPoP proofs the refresh token is good with (RFC 9449 §5); nil for any or none.
    package var keyThumbprint: String? {
        get { binding?.thumbprint }
        set { binding = newValue.map(KeyBinding.init) }
    }

    /// Drops what is dead at an instant but would live again if the clock were moved back from it.
    package mutating func expire(rotation: RefreshTokenRotation, asOf instant: Instant) {
        if let deadline = refreshDeadline, instant >= deadline { refresh = nil }
        refresh?.expire(rotation: rotation, asOf: instant)
    }

    /// When the refresh token dies if nobody uses it; nil while there is none.
    package var refreshDeadline: Instant? {
        refresh.map { lifetimes.refreshDeadline(created: $0.created, lastUsed: lastUsed) }
    }
}

/// The key that a refresh token is bound to; boxed, for most grants have none.
private final class KeyBinding: Sendable {
    let thumbprint: String

    init(_ thumbprint: String) {
        self.thumbprint = thumbprint
    }
}

/// How and when the user proved who they are.
package struct Authentication: Hashable, Sendable {
    package var time: Instant
    /// RFC 8176 names (`pwd`).
    package var methods: [String]
    /// The browser session, for `sid`; nil where no browser was involved.
    package var session: RecordKey?
    /// What `acr_values` chose.
    package var contextClass: String?

    /// What most sign-ins are, as one array for all of them.
    package static let byPassword = ["pwd"]

    package init(time: Instant, methods: [String] = byPassword, session: RecordKey? = nil, contextClass: String? = nil)
    {
        self.time = time
        self.methods = methods
        self.session = session
        self.contextClass = contextClass
    }
}

/// What an authorization code is bound to; boxed, for most grants have none any more.
package final class PendingCode: Sendable {
    package let redirectURI: String
    package let nonce: String?
    /// The S256 challenge (RFC 7636 §4.2).
    package let codeChallenge: String?
    /// The thumbprint of the key whose proof must come with the code: `dpop_jkt` (RFC 9449 §10).
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
