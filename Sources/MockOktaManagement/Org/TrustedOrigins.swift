import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/api/v1/trustedOrigins` (Okta, "Trusted origins").
struct TrustedOrigins: Resource {
    static let shape = ObjectShape(
        kind: "TrustedOrigin",
        schema: FixtureSchema.element(of: .trustedOrigins),
        required: ["origin"],
        members: [
            .assigned("id"), .given("name"), .given("origin"), .given("scopes", []), .given("status", "ACTIVE"),
            .assigned("created", .fixtureInstant), .assigned("createdBy"), .assigned("lastUpdated", .fixtureInstant),
            .assigned("lastUpdatedBy"), .assigned("_links"),
        ]
    )

    static let path = "/api/v1/trustedOrigins"

    static var operations: [Operation] {
        let operations = ResourceOperations<TrustedOrigins>(
            path: path,
            area: .trustedOrigins,
            item: "originID",
            created: .ok,
            pages: .small,
            searched: ["name", "origin"]
        )
        return [operations.list, operations.create, operations.read, operations.replace, operations.delete]
            + operations.lifecycle { APIAnswer.object($0) }
    }

    private let organization: Organization
    private let administrator: String

    init(_ call: APICall, in organization: Organization) {
        self.organization = organization
        administrator = call.administrator
    }

    var values: [TrustedOrigin] { Array(organization.contents.trustedOrigins) }

    func id(of value: TrustedOrigin) -> String { value.id.rawValue }

    func stored(_ value: TrustedOrigin) -> JSONObject { DocumentWriter.trustedOrigin(value) }

    func computed(_ value: TrustedOrigin, _ call: APICall) -> JSONObject {
        let path = "\(Self.path)/\(id(of: value))"
        let links: JSONObject = ["self": .link(call.href(path), "GET", "PUT", "DELETE")]
        let by = JSON.string(administrator)
        return [
            "createdBy": value.source["createdBy"] ?? by, "lastUpdatedBy": value.source["lastUpdatedBy"] ?? by,
            "_links": .object(links.adding(call.lifecycleLink(path, isActive: value.isActive))),
        ]
    }

    static func assigned(_ call: inout APICall) -> JSONObject {
        let by = JSON.string(call.administrator)
        return [
            "id": .string(call.newID(.trustedOrigin)), "created": call.now, "createdBy": by, "lastUpdated": call.now,
            "lastUpdatedBy": by,
        ]
    }

    func check(_ document: JSONObject, replacing: TrustedOrigin?) throws(Refusal) {
        guard !isTaken("origin", of: document, replacing: replacing) else {
            throw .invalid("origin", "An object with this field already exists in the current organization")
        }
        guard document["origin"]?.string.map({ URIParts($0).isBareOrigin }) == true else {
            throw .invalid("origin", "The origin must be a scheme and a host, and may have a port")
        }
    }

    func setting(_ document: JSONObject, replacing: TrustedOrigin?) throws(Refusal) -> Organization {
        guard let origin = DocumentReader.trustedOrigin(document) else {
            throw .invalid("origin", "The field cannot be left blank")
        }
        return organization.changing { $0.trustedOrigins.set(origin) }
    }

    func removing(_ value: TrustedOrigin) -> Organization {
        organization.changing { $0.trustedOrigins.remove(value.id) }
    }
}
