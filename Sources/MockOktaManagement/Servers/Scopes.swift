import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/api/v1/authorizationServers/{serverID}/scopes` (Okta, "Authorization server scopes").
struct Scopes: Resource {
    static let shape = ObjectShape(
        kind: "OAuth2Scope",
        schema: FixtureSchema.element(of: .scopes),
        required: ["name"],
        members: [
            .assigned("id"), .given("name"), .given("displayName", .null), .given("description", .null),
            .assigned("system", false), .given("metadataPublish", "NO_CLIENTS"), .given("consent", "IMPLICIT"),
            .given("optional", false), .assigned("apiResourceId", .null), .given("default", false), .assigned("_links"),
        ]
    )

    static var operations: [Operation] {
        let operations = ResourceOperations<Scopes>(
            path: AuthorizationServers.path + "/{serverID}/scopes",
            area: .authorizationServers,
            item: "scopeID",
            searched: ["name"]
        )
        return [operations.list, operations.create, operations.read, operations.replace, operations.delete]
    }

    private let organization: Organization
    private let server: AuthorizationServer

    init(_ call: APICall, in organization: Organization) throws(Refusal) {
        self.organization = organization
        server = try organization.server(of: call)
    }

    /// The org's own scopes by name, then the reserved ones in Okta's order.
    var values: [Scope] {
        server.scopes.filter { !$0.isSystem }.sorted { $0.name < $1.name } + server.scopes.filter(\.isSystem)
    }

    func id(of value: Scope) -> String { Self.id(of: value.name, at: server) }

    /// The id of a scope of a server by its name.
    static func id(of name: String, at server: AuthorizationServer) -> String {
        server.scope(name)?.source["id"]?.string
            ?? IdentifierPrefix.scope.derived(from: "\(server.id.rawValue)/\(name)")
    }

    /// The stored scope; a text that is not set is null here, and empty in the model.
    func stored(_ value: Scope) -> JSONObject {
        var object = DocumentWriter.scope(value)
        for name in ["displayName", "description"] where object[name] == "" { object[name] = value.source[name] }
        return object
    }

    func computed(_ value: Scope, _ call: APICall) -> JSONObject {
        let id = id(of: value)
        return [
            "id": .string(id), "system": .bool(value.isSystem),
            "_links": ["self": .link(call.href("\(server.apiPath)/scopes/\(id)"), "GET", "PUT", "DELETE")],
        ]
    }

    static func assigned(_ call: inout APICall) -> JSONObject { ["id": .string(call.newID(.scope)), "system": false] }

    func check(_ document: JSONObject, replacing: Scope?) throws(Refusal) {
        let name = document["name"]?.string ?? ""
        guard !isTaken("name", of: document, replacing: replacing) else {
            throw .invalid("name", "name must be unique")
        }
        let isPrintable = name.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x5C }
        let isReserved = ["okta", "*"].contains(name) || name.hasPrefix("okta.") || name.hasPrefix("okta:")
        guard isPrintable, replacing != nil || !isReserved else {
            throw .invalid("name", "'\(name)' is not a valid scope name")
        }
    }

    func setting(_ document: JSONObject, replacing: Scope?) throws(Refusal) -> Organization {
        let base = replacing ?? Scope(name: document["name"]?.string ?? "")
        let scope = DocumentReader.scope(document, over: base)
        let scopes = setting(scope, in: server.scopes, replacing: replacing)
        return organization.changing { $0.set(server.with(scopes: scopes)) }
    }

    func removing(_ value: Scope) throws(Refusal) -> Organization {
        guard !value.isSystem else {
            throw Refusal(.permissionDenied, why: "\(value.name) is a scope of Okta's own")
        }
        let scopes = server.scopes.filter { id(of: $0) != id(of: value) }
        return organization.changing { $0.set(server.with(scopes: scopes)) }
    }
}
