import MockOktaFormats

/// An authorization request that a client has pushed to `/par` (RFC 9126), until its `request_uri` is used.
package struct PushedRequest: Hashable, Sendable {
    package struct Parameter: Hashable, Sendable {
        package let name: String
        package let value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    package let clientID: String
    package let serverID: AuthorizationServerID
    /// The parameters that `/authorize` uses: those sent, or those of a request object instead.
    package let parameters: [Parameter]

    package init(clientID: String, serverID: AuthorizationServerID, parameters: [Parameter]) {
        self.clientID = clientID
        self.serverID = serverID
        self.parameters = parameters
    }

    /// How long the `request_uri` can be used (Okta, "Pushed authorization requests").
    package static let lifetime: TimeSpan = .hours(1)
}
