package import MockOktaFormats

/// An access policy of a custom authorization server: which clients its rules speak about.
package struct AccessPolicy: Sendable {
    package enum Clients: Hashable, Sendable {
        case all
        case only(Set<String>)
    }

    package var id: Identifier<AccessPolicy>
    package var name: String
    package var isActive = true
    /// Client ids; an empty set matches nobody, as in Okta.
    package var clients: Clients
    package var rules: [AccessPolicyRule]
    package var source: JSONObject = [:]

    package init(id: Identifier<AccessPolicy>, name: String, clients: Clients, rules: [AccessPolicyRule]) {
        self.id = id
        self.name = name
        self.clients = clients
        self.rules = rules
    }
}
