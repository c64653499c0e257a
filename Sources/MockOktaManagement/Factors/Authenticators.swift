import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `GET /api/v1/authenticators`: what users of the org can prove (Okta, "Authenticators API").
///
/// Differs: authenticators cannot be changed; a fixture's `authenticators` sets their names, settings and status. Of
/// Okta's others, such as `webauthn`, there is none.
enum Authenticators {
    private static let path = "/api/v1/authenticators"
    private static let itemPath = path + "/{authenticatorID}"

    static let operations: [Operation] = [
        Operation(.get, path, .authenticators) { call in .list(all.map { object($0, call) }) },
        Operation(.get, itemPath, .authenticators) { (call) throws(Refusal) in
            .object(object(try find(call), call))
        },
        Operation(.get, itemPath + "/methods", .authenticators) { (call) throws(Refusal) in
            let authenticator = try find(call)
            return .list(authenticator.methods.map { method($0, authenticator, call) })
        },
        Operation(.get, itemPath + "/methods/{method}", .authenticators) { (call) throws(Refusal) in
            let (authenticator, name) = (try find(call), call.parameter("method"))
            guard let row = authenticator.methods.first(where: { $0.name.hasSameBytes(as: name) }) else {
                throw .absent(name, "AuthenticatorMethod")
            }
            return .object(method(row, authenticator, call))
        },
    ]

    private static let all = [Authenticator.email, .password, .phone, .question, .soft, .push]

    private static func id(_ authenticator: Authenticator, _ organization: Organization) -> String {
        organization.object(of: authenticator)?["id"]?.string ?? authenticator.id
    }

    private static func find(_ call: APICall) throws(Refusal) -> Authenticator {
        let wanted = call.parameter("authenticatorID")
        guard let found = all.first(where: { id($0, call.organization).hasSameBytes(as: wanted) }) else {
            throw .absent(wanted, "Authenticator")
        }
        return found
    }

    private static func object(_ authenticator: Authenticator, _ call: APICall) -> JSONObject {
        let own = call.organization.object(of: authenticator) ?? [:]
        let id = id(authenticator, call.organization)
        let path = "\(path)/\(id)"
        var object: JSONObject = [
            "type": .string(authenticator.type), "id": .string(id), "key": .string(authenticator.key),
            "status": own["status"] ?? "ACTIVE", "name": own["name"] ?? .string(authenticator.displayName),
            "created": own["created"] ?? .fixtureInstant, "lastUpdated": own["lastUpdated"] ?? .fixtureInstant,
        ]
        object["settings"] = own["settings"] ?? (authenticator == .password ? nil : ["allowedFor": "any"])
        object["_links"] = [
            "self": .link(call.href(path), "GET", "PUT"), "methods": .link(call.href(path + "/methods"), "GET"),
        ]
        return object
    }

    private static func method(
        _ method: Authenticator.Method,
        _ authenticator: Authenticator,
        _ call: APICall
    ) -> JSONObject {
        let path = "\(path)/\(id(authenticator, call.organization))/methods/\(method.name)"
        return [
            "type": .string(method.name),
            "status": call.organization.object(of: authenticator)?["status"] ?? "ACTIVE",
            "_links": ["self": .link(call.href(path), "GET", "PUT")],
        ]
    }
}
