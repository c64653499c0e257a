import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// An object with a priority, its position among its siblings, counted from 1.
struct Placed<Value: Sendable>: Sendable {
    let place: Int
    let value: Value
}

extension Array where Element: Sendable {
    var placed: [Placed<Element>] { enumerated().map { Placed(place: $0.offset + 1, value: $0.element) } }

    /// Returns the array with an element at a priority; the elements after it move by one.
    ///
    /// - Parameters:
    ///   - element: a new element, or the replacement of the one at `former`.
    ///   - priority: nil keeps the position, or adds a new element at the end.
    ///   - former: the former position, counted from 1.
    /// - Returns: all elements in order.
    func placing(_ element: Element, at priority: Int?, from former: Int?) -> [Element] {
        var elements = self
        if let former { elements.remove(at: former - 1) }
        let place = priority ?? former ?? elements.count + 1
        elements.insert(element, at: Swift.min(Swift.max(place, 1), elements.count + 1) - 1)
        return elements
    }
}

/// `/api/v1/authorizationServers/{serverID}/policies` (Okta, "Authorization server policies").
struct AccessPolicies: Resource {
    static let shape = ObjectShape(
        kind: "Policy",
        schema: FixtureSchema.element(of: .policies),
        required: ["name"],
        members: [
            .assigned("id"), .given("status", "ACTIVE"), .given("name"), .given("description", .null),
            .given("priority"), .assigned("system", false),
            .object("conditions", [.object("clients", [.given("include", [])])]),
            .assigned("created", .fixtureInstant), .assigned("lastUpdated", .fixtureInstant), .assigned("_links"),
            .assigned("type", "OAUTH_AUTHORIZATION_POLICY"),
        ]
    )

    static let path = AuthorizationServers.path + "/{serverID}/policies"

    static var operations: [Operation] {
        let operations = ResourceOperations<AccessPolicies>(
            path: path,
            area: .authorizationServers,
            item: "policyID"
        )
        return [operations.list, operations.create, operations.read, operations.replace, operations.delete]
            + operations.lifecycle() + [clients]
    }

    /// `…/{policyID}/clients`: the active clients of a policy.
    ///
    /// Differs: an old operation whose objects are not known; they are those of `…/{serverID}/clients`.
    private static let clients = Operation(
        .get,
        path + "/{policyID}/clients",
        .authorizationServers
    ) { (call) throws(Refusal) in
        let policies = try AccessPolicies(call, in: call.organization)
        let policy = try policies.existing(call.parameter("policyID")).value
        let found = call.organization.contents.applications.filter { app in
            guard app.isActive else { return false }
            return if case .only(let clients) = policy.clients { clients.contains(ExactString(app.clientID)) } else {
                true
            }
        }
        return .list(
            found.map { app in
                let tokens = call.href("\(policies.server.apiPath)/clients/\(app.clientID)/tokens")
                return ServerClientOperations.client(app, links: ["tokens": .link(tokens, "GET", "DELETE")])
            }
        )
    }

    private let organization: Organization
    private let server: AuthorizationServer

    init(_ call: APICall, in organization: Organization) throws(Refusal) {
        self.organization = organization
        server = try organization.server(of: call)
    }

    var values: [Placed<AccessPolicy>] { server.policies.placed }

    func id(of value: Placed<AccessPolicy>) -> String { value.value.id.rawValue }

    func stored(_ value: Placed<AccessPolicy>) -> JSONObject {
        DocumentWriter.policy(value.value, priority: value.place)
    }

    func computed(_ value: Placed<AccessPolicy>, _ call: APICall) -> JSONObject {
        let path = "\(server.apiPath)/policies/\(id(of: value))"
        let links: JSONObject = [
            "self": .link(call.href(path), "GET", "PUT", "DELETE"),
            "rules": .link(call.href(path + "/rules"), "GET"),
        ]
        return ["_links": .object(links.adding(call.lifecycleLink(path, isActive: value.value.isActive)))]
    }

    static func assigned(_ call: inout APICall) -> JSONObject {
        ["id": .string(call.newID(.policy)), "system": false, "created": call.now, "lastUpdated": call.now]
    }

    func check(_ document: JSONObject, replacing: Placed<AccessPolicy>?) throws(Refusal) {
        guard !isTaken("name", of: document, replacing: replacing) else {
            throw .invalid("name", "Policy name already in use")
        }
        for client in document["conditions"]?["clients"]?["include"]?.strings ?? []
        where client != "ALL_CLIENTS" && organization.application(clientID: client) == nil {
            throw .invalid("conditions.clients.include", "The client '\(client)' does not exist")
        }
    }

    func setting(_ document: JSONObject, replacing: Placed<AccessPolicy>?) throws(Refusal) -> Organization {
        let policy = DocumentReader.policy(document, rules: replacing?.value.rules ?? [])
        let policies = server.policies.placing(
            policy,
            at: document["priority"]?.integer,
            from: replacing?.place
        )
        return organization.changing { $0.set(server.with(policies: policies)) }
    }

    func removing(_ value: Placed<AccessPolicy>) -> Organization {
        let policies = server.policies.filter { $0.id != value.value.id }
        return organization.changing { $0.set(server.with(policies: policies)) }
    }
}
