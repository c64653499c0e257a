/// An authorize request that a client sent ahead to `/par` (RFC 9126), until its `request_uri` is used.
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
    /// What `/authorize` goes on with: the parameters as sent, those of a request object in place of others.
    package let parameters: [Parameter]

    package init(clientID: String, serverID: AuthorizationServerID, parameters: [Parameter]) {
        self.clientID = clientID
        self.serverID = serverID
        self.parameters = parameters
    }

    /// How long `request_uri` can be used (Okta, "Pushed authorization requests").
    package static let lifetime: TimeSpan = .hours(1)
}
