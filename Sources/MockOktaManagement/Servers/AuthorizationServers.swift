import MockOktaCrypto
import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/api/v1/authorizationServers` (Okta, "Authorization servers").
struct AuthorizationServers: Resource {
    static let shape = ObjectShape(
        kind: "AuthorizationServer",
        schema: FixtureSchema.element(of: .authorizationServers),
        required: ["name", "audiences"],
        members: [
            .assigned("id"), .given("name"), .given("description", .null), .given("audiences"), .assigned("issuer"),
            .given("issuerMode", "DYNAMIC"), .assigned("status", "ACTIVE"),
            .assigned("created", .fixtureInstant), .assigned("lastUpdated", .fixtureInstant),
            .object(
                "credentials",
                [
                    .object(
                        "signing",
                        [
                            .assigned("kid"), .given("rotationMode", "AUTO"), .assigned("lastRotated", .fixtureInstant),
                            .assigned("nextRotation"),
                        ]
                    )
                ]
            ),
            .assigned("default", false), .assigned("_links"),
        ]
    )

    static let path = "/api/v1/authorizationServers"

    static var operations: [Operation] {
        let operations = ResourceOperations<AuthorizationServers>(
            path: path,
            area: .authorizationServers,
            item: "serverID",
            pages: .large,
            searched: ["name", "audiences"],
            // An object contains the id of the signing key, which may have to be generated first.
            reading: .heavy
        )
        return [operations.list, operations.create, operations.read, operations.replace, operations.delete]
            + operations.lifecycle()
    }

    private let organization: Organization

    init(_ call: APICall, in organization: Organization) {
        self.organization = organization
    }

    var values: [AuthorizationServer] { Array(organization.contents.authorizationServers) }

    func id(of value: AuthorizationServer) -> String { value.id.rawValue }

    /// Finds a server by id; `default` is the built-in one.
    func find(_ id: String) -> AuthorizationServer? { organization.authorizationServer(at: id) }

    func stored(_ value: AuthorizationServer) -> JSONObject { DocumentWriter.authorizationServer(value) }

    func computed(_ value: AuthorizationServer, _ call: APICall) throws(Refusal) -> JSONObject {
        let keys: ServerKeys
        do throws(CryptoError) {
            keys = try call.context.snapshot.keys.keys(of: value)
        } catch {
            throw error.refusal(orElse: Refusal(.internalError, why: "the server has no key: \(error)"))
        }
        let signing = stored(value)["credentials"]?["signing"]
        let rotated = signing?["lastRotated"]?.string ?? JSON.fixtureInstant.string ?? ""
        var computed: JSONObject = ["kid": .string(keys.active.id), "lastRotated": .string(rotated)]
        if signing?["rotationMode"]?.string != "MANUAL", let time = RFC3339.parse(rotated) {
            computed["nextRotation"] = .instant(Instant(microseconds: time) + .hours(90 * 24))
        }
        return [
            "issuer": call.href(value.issuerPath), "credentials": ["signing": .object(computed)],
            "_links": .object(links(value, call)),
        ]
    }

    /// The links; those of the built-in server contain `default`, not its id.
    private func links(_ server: AuthorizationServer, _ call: APICall) -> JSONObject {
        let path = Self.path + "/" + (server.address ?? server.id.rawValue)
        let metadata = ["oauth-authorization-server", "openid-configuration"].map { name -> JSON in
            [
                "name": .string(name), "href": call.href("\(server.issuerPath)/.well-known/\(name)"),
                "hints": ["allow": ["GET"]],
            ]
        }
        let links: JSONObject = [
            "rotateKey": .link(call.href(path + "/credentials/lifecycle/keyRotate"), "POST"),
            "metadata": .array(metadata),
            "keys": .link(call.href(path + "/credentials/keys"), "GET"),
            "claims": .link(call.href(path + "/claims"), "GET", "POST"),
            "policies": .link(call.href(path + "/policies"), "GET", "POST"),
            "self": .link(call.href(path), "GET", "DELETE", "PUT"),
            "scopes": .link(call.href(path + "/scopes"), "GET", "POST"),
        ]
        return links.adding(call.lifecycleLink(path, isActive: server.isActive))
    }

    static func assigned(_ call: inout APICall) -> JSONObject {
        [
            "id": .string(call.newID(.authorizationServer)), "status": "ACTIVE", "created": call.now,
            "lastUpdated": call.now, "credentials": ["signing": ["lastRotated": call.now]],
        ]
    }

    /// A new server rotates its keys; only a replacement can turn that off (recorded at Okta).
    static func created(_ document: JSONObject) -> JSONObject {
        var document = document
        document.change("credentials") { $0.change("signing") { $0["rotationMode"] = "AUTO" } }
        return document
    }

    func check(_ document: JSONObject, replacing: AuthorizationServer?) throws(Refusal) {
        // In fixtures `default` names the built-in server, whatever it is called.
        let isReserved = document["name"] == "default" && replacing?.address != "default"
        guard !isReserved, !isTaken("name", of: document, replacing: replacing) else {
            throw .invalid("name", "An object with this field already exists in the current organization")
        }
        guard document["audiences"]?.strings?.count == 1 else {
            throw .invalid("audiences", "An authorization server has exactly one audience")
        }
    }

    func setting(_ document: JSONObject, replacing: AuthorizationServer?) throws(Refusal) -> Organization {
        var document = document
        document["associatedServers"] = replacing?.source["associatedServers"]
        let server = DocumentReader.authorizationServer(document, replacing: replacing)
        return organization.changing { $0.set(server) }
    }

    // Active servers are deleted too (okta-sdk-golang's tests against Okta). Differs: Okta's answer to the deletion of
    // the built-in server is not known.
    func removing(_ value: AuthorizationServer) throws(Refusal) -> Organization {
        guard value.address != "default" else {
            throw Refusal(.permissionDenied, why: "the built-in authorization server cannot be deleted")
        }
        return organization.changing { $0.authorizationServers.remove(value.id) }
    }
}

extension JSON {
    /// The date of objects of fixtures that have no date.
    static let fixtureInstant = JSON.instant(.ofUndatedObjects)
}
