/// What a client asked for at `/interact` (Okta, "Interaction Code grant type"); an object, because few sign-ins have
/// one.
package final class InteractionRequest: Sendable {
    package let clientID: String
    package let serverID: AuthorizationServerID
    package let redirectURI: String
    package let scopes: [String]
    /// The client named no scope.
    package let areDefaultScopes: Bool
    package let state: String?
    package let nonce: String?
    /// The S256 challenge of the client (RFC 7636 §4.2).
    package let codeChallenge: String
    /// The authentication context class that `acr_values` selected.
    package let contextClass: String?

    package init(
        clientID: String,
        serverID: AuthorizationServerID,
        redirectURI: String,
        scopes: [String],
        areDefaultScopes: Bool,
        state: String?,
        nonce: String?,
        codeChallenge: String,
        contextClass: String?
    ) {
        self.clientID = clientID
        self.serverID = serverID
        self.redirectURI = redirectURI
        self.scopes = scopes
        self.areDefaultScopes = areDefaultScopes
        self.state = state
        self.nonce = nonce
        self.codeChallenge = codeChallenge
        self.contextClass = contextClass
    }
}

extension InteractionRequest: Hashable {
    /// By what they say: each read of a store outside this process makes another object.
    package static func == (one: InteractionRequest, other: InteractionRequest) -> Bool {
        one === other || one.bytes == other.bytes
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(bytes) }

    private var bytes: [UInt8] {
        var writer = RecordWriter()
        writer.write(self)
        return writer.bytes
    }
}
