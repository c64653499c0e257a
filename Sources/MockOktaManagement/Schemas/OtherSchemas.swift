import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/api/v1/meta/schemas/apps/{appID}/default` and `…/group/default`: the attributes of app users and of groups (Okta,
/// "Schemas API").
///
/// The org's own attributes are kept with the app as `userSchema`, and with the fixture's `org` as `groupSchema`.
enum OtherSchemas {
    private static let path = "/api/v1/meta/schemas/"

    static let operations: [Operation] = [
        Operation(.get, path + "apps/{appID}/default", .schemas) { (call) throws(Refusal) in
            .object(shown(of: try app(call, in: call.organization), call))
        },
        Operation(.post, path + "apps/{appID}/default", .schemas) { (call) throws(Refusal) in
            let given = try call.body()
            let present = call
            let changed = try call.update { (organization) throws(Refusal) in
                let apps = Applications(present, in: organization)
                let former = try app(present, in: organization)
                var document = apps.stored(former)
                var schema = AttributeSchema(document["userSchema"], base: appUser)
                _ = schema.change(by: given, at: present.now)
                document["userSchema"] = schema.stored
                let after = try apps.setting(document, replacing: former)
                return (after, try app(present, in: after))
            }
            return .object(shown(of: changed, call))
        },
        Operation(.get, path + "group/default", .schemas) { (call) throws(Refusal) in
            .object(groups(call.organization, call))
        },
        Operation(.post, path + "group/default", .schemas) { (call) throws(Refusal) in
            let given = try call.body()
            let present = call
            let organization = try call.update { (organization) throws(Refusal) in
                var schema = AttributeSchema(organization.contents.source["groupSchema"], base: group)
                _ = schema.change(by: given, at: present.now)
                let stored = schema.stored
                let changed = organization.changing { $0.source["groupSchema"] = stored }
                return (changed, changed)
            }
            return .object(groups(organization, call))
        },
    ]

    private static let appUser: [AttributeSchema.BaseAttribute] =
        [AttributeSchema.BaseAttribute("userName", "Username", "READ_ONLY", isRequired: true, length: (nil, 100))]
        + [
            ("given_name", "Given name"), ("family_name", "Family name"), ("middle_name", "Middle name"),
            ("name", "Name"), ("nickname", "Nickname"), ("profile", "Profile"), ("picture", "Picture"),
            ("website", "Website"), ("email", "Email"), ("gender", "Gender"), ("birthdate", "Birthdate"),
            ("zoneinfo", "Zoneinfo"), ("locale", "Locale"), ("phone_number", "Phone number"),
            ("formatted", "Formatted"), ("street_address", "Street address"), ("locality", "Locality"),
            ("region", "Region"), ("postal_code", "Postal code"), ("country", "Country"),
        ].map { AttributeSchema.BaseAttribute($0.0, $0.1, "READ_ONLY") }

    private static let group: [AttributeSchema.BaseAttribute] = [
        AttributeSchema.BaseAttribute("name", "Name", "READ_ONLY", isRequired: true, length: (1, 255)),
        AttributeSchema.BaseAttribute("description", "Description", "READ_ONLY", length: (nil, 1024)),
    ]

    /// Refuses the profile of an app user with attributes that the app's schema lacks, or with values that do not fit.
    ///
    /// The attributes of apps that are no OAuth clients are the catalog's, which is not known here.
    ///
    /// Error and cause were reported by a user (oktadeveloper/okta-blog-archive, issue 2167).
    ///
    /// - Parameters:
    ///   - profile: the members that a request sets.
    ///   - app: the app.
    ///   - former: the profile so far, which may have any attributes in a fixture.
    /// - Throws: `Refusal` E0000001.
    static func check(
        _ profile: JSONObject,
        of app: Applications.Value,
        replacing former: JSONObject?
    ) throws(Refusal) {
        guard case .client(let client) = app else { return }
        let schema = AttributeSchema(client.source["userSchema"], base: appUser)
        let known = schema.names.union(Set(texts: former?.keys ?? []))
        let unknown = profile.members.filter { !known.contains($0.key) }.map { "Property '\($0.key)' not found" }
        guard unknown.isEmpty else { throw .invalid("assignment", unknown) }
        try schema.check(profile)
    }

    private static func app(_ call: APICall, in organization: Organization) throws(Refusal) -> Applications.Value {
        try Applications(call, in: organization).existing(call.parameter("appID"))
    }

    private static func shown(of app: Applications.Value, _ call: APICall) -> JSONObject {
        let document = Applications(call, in: call.organization).stored(app)
        let schema = AttributeSchema(document["userSchema"], base: appUser)
        let name = document["name"] ?? "oidc_client"
        let label = document["label"]?.string ?? app.id
        let object: JSONObject = [
            "id": call.href("/meta/schemas/apps/\(app.id)/default"),
            "$schema": "http://json-schema.org/draft-04/schema#", "name": name, "title": .string("\(label) User"),
            "lastUpdated": schema.lastUpdated, "created": document["created"] ?? .fixtureInstant,
        ]
        let own = call.href("\(path)apps/\(app.id)/default")
        return object.adding(schema.definitions).adding(["_links": ["self": links(own)]])
    }

    private static func groups(_ organization: Organization, _ call: APICall) -> JSONObject {
        let schema = AttributeSchema(organization.contents.source["groupSchema"], base: group)
        let object: JSONObject = [
            "id": call.href("/meta/schemas/group/default"), "$schema": "http://json-schema.org/draft-04/schema#",
            "name": "group", "title": "Okta group", "description": "Okta group profile template",
            "lastUpdated": schema.lastUpdated, "created": .fixtureInstant,
        ]
        return object.adding(schema.definitions)
            .adding(["_links": ["self": links(call.href(path + "group/default"))]])
    }

    private static func links(_ href: JSON) -> JSON { ["rel": "self", "href": href, "method": "GET"] }
}
