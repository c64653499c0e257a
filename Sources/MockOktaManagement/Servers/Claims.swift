import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/api/v1/authorizationServers/{serverID}/claims` (Okta, "Authorization server claims").
struct Claims: Resource {
    static let shape = ObjectShape(
        kind: "OAuth2Claim",
        schema: FixtureSchema.element(of: .claims),
        required: ["name"],
        members: [
            .assigned("id"), .given("name"), .given("status", "ACTIVE"), .given("claimType", "RESOURCE"),
            .given("valueType", "EXPRESSION"), .given("value"), .object("conditions", [.given("scopes", [])]),
            .assigned("system", false), .given("alwaysIncludeInToken"), .assigned("apiResourceId", .null),
            .given("group_filter_type"), .assigned("_links"),
        ]
    )

    static var operations: [Operation] {
        let operations = ResourceOperations<Claims>(
            path: AuthorizationServers.path + "/{serverID}/claims",
            area: .authorizationServers,
            item: "claimID"
        )
        return [operations.list, operations.create, operations.read, operations.replace, operations.delete]
    }

    private let organization: Organization
    private let server: AuthorizationServer

    init(_ call: APICall, in organization: Organization) throws(Refusal) {
        self.organization = organization
        server = try organization.server(of: call)
    }

    var values: [Claim] { server.claims }

    func id(of value: Claim) -> String {
        let name = "\(server.id.rawValue)/\(value.target.rawValue)/\(value.name)"
        return value.source["id"]?.string ?? IdentifierPrefix.claim.derived(from: name)
    }

    func stored(_ value: Claim) -> JSONObject { DocumentWriter.claim(value) }

    func computed(_ value: Claim, _ call: APICall) -> JSONObject {
        let id = id(of: value)
        return [
            "id": .string(id), "system": .bool(value.isSystem),
            "_links": ["self": .link(call.href("\(server.apiPath)/claims/\(id)"), "GET", "PUT", "DELETE")],
        ]
    }

    static func assigned(_ call: inout APICall) -> JSONObject { ["id": .string(call.newID(.claim)), "system": false] }

    func check(_ document: JSONObject, replacing: Claim?) throws(Refusal) {
        let isSystem = document["valueType"] == "SYSTEM"
        if document["value"] == nil, !isSystem { throw .invalid("value", "The field cannot be left blank") }
        if document["valueType"] == "GROUPS", document["group_filter_type"] == nil {
            throw .invalid("group_filter_type", "The field cannot be left blank")
        }
        let own = replacing.map { id(of: $0) }
        let isTaken = values.contains {
            id(of: $0) != own && $0.name == document["name"]?.string
                && $0.target.rawValue == document["claimType"]?.string
        }
        guard !isTaken else { throw .invalid("name", "name must be unique") }
        let known = server.scopes.map(\.name)
        for scope in document["conditions"]?["scopes"]?.strings ?? [] where !known.contains(scope) {
            throw .invalid("conditions.scopes", "The scope '\(scope)' does not exist")
        }
    }

    func setting(_ document: JSONObject, replacing: Claim?) throws(Refusal) -> Organization {
        var document = document
        if replacing?.isSystem == true { document["system"] = true }
        guard let claim = DocumentReader.claim(document) else {
            throw .invalid("value", "The field cannot be left blank")
        }
        document["alwaysIncludeInToken"] = .bool(claim.isAlwaysIncluded)
        let claims = setting(claim, in: server.claims, replacing: replacing)
        return organization.changing { $0.set(server.with(claims: claims)) }
    }

    func removing(_ value: Claim) throws(Refusal) -> Organization {
        guard !value.isSystem else {
            throw Refusal(.permissionDenied, why: "\(value.name) is a claim of Okta's own")
        }
        let claims = server.claims.filter { id(of: $0) != id(of: value) }
        return organization.changing { $0.set(server.with(claims: claims)) }
    }
}
