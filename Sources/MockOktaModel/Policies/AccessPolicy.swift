package import MockOktaFormats

/// An access policy of a custom authorization server: the clients to which its rules apply.
package struct AccessPolicy: Sendable {
    package enum Clients: Hashable, Sendable {
        case all
        case only(Set<ExactString>)
    }

    package var id: Identifier<AccessPolicy>
    package var name: String
    /// Policies with lower numbers are evaluated first; the priorities of a server's policies are unique.
    package var priority: Int
    package var isActive = true
    /// Client ids; an empty set matches no client, as in Okta.
    package var clients: Clients
    package var rules: [AccessPolicyRule]
    package var source: JSONObject = [:]

    package init(
        id: Identifier<AccessPolicy>,
        name: String,
        priority: Int = 1,
        clients: Clients,
        rules: [AccessPolicyRule]
    ) {
        self.id = id
        self.name = name
        self.priority = priority
        self.clients = clients
        self.rules = rules
    }
}
