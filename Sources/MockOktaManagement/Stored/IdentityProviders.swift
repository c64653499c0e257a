import MockOktaFormats
import MockOktaModel

/// `/api/v1/idps` (Okta, "Identity Providers API").
enum IdentityProviders: StoredKind {
    static let collection = FixtureCollection.idps
    static let area = APIArea.idps
    static let pages: Page.Limits? = .small
    static let shape = ObjectShape(
        kind: "IdpAppInstance",
        schema: FixtureSchema.element(of: .idps),
        required: ["name", "type", "protocol", "policy"],
        members: [
            .assigned("id"), .given("type"), .given("issuerMode"), .given("name"), .assigned("status", "ACTIVE"),
            .assigned("created", .fixtureInstant), .assigned("lastUpdated", .fixtureInstant), .given("properties"),
            .given("protocol", [:]), .given("policy", [:]), .assigned("_links"),
        ]
    )

    static func links(_ path: String, isActive: Bool, _ call: APICall) -> JSONObject {
        let links: JSONObject = [
            "self": .link(call.href(path), "GET", "PUT", "DELETE"), "users": .link(call.href(path + "/users"), "GET"),
        ]
        return links.adding(call.lifecycleLink(path, isActive: isActive))
    }
}
