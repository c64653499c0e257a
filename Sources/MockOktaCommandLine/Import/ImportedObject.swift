import MockOktaFormats
import MockOktaModel

/// An object of the Management API on its way into a fixture.
struct ImportedObject {
    private let object: JSONObject

    init(_ object: JSONObject) {
        self.object = object
    }

    /// The object without links, which name the org that it came from.
    var withoutLinks: JSONObject {
        var object = object
        object["_links"] = nil
        object["_embedded"] = nil
        return object
    }

    /// A user; an empty password, which says that there is one, is left out.
    var user: JSONObject {
        var user = withoutLinks
        user.change("credentials") { credentials in
            credentials["password"] = nil
            credentials["emails"] = nil
        }
        if user["credentials"]?.object?.isEmpty == true { user["credentials"] = nil }
        return user
    }
}

/// A collection that is read as it is.
struct ImportedCollection: Sendable {
    let name: String
    let paths: [String]
    var limit: Int?
    /// Whether links tell the parents of the objects.
    var keepsLinks = false

    static let simple: [ImportedCollection] = [
        ImportedCollection(name: "trustedOrigins", paths: ["/api/v1/trustedOrigins"], limit: 200),
        ImportedCollection(name: "groupRules", paths: ["/api/v1/groups/rules"], limit: 200),
        ImportedCollection(
            name: "policies",
            paths: ["OKTA_SIGN_ON", "ACCESS_POLICY", "PASSWORD", "PROFILE_ENROLLMENT", "MFA_ENROLL"].map {
                "/api/v1/policies?type=\($0)"
            },
            keepsLinks: true
        ),
        ImportedCollection(name: "authenticators", paths: ["/api/v1/authenticators"]),
        ImportedCollection(name: "inlineHooks", paths: ["/api/v1/inlineHooks"]),
        ImportedCollection(name: "eventHooks", paths: ["/api/v1/eventHooks"]),
        ImportedCollection(name: "zones", paths: ["/api/v1/zones"], limit: 200),
        ImportedCollection(name: "logStreams", paths: ["/api/v1/logStreams"], limit: 200),
        ImportedCollection(name: "idps", paths: ["/api/v1/idps"], limit: 200),
    ]
}
