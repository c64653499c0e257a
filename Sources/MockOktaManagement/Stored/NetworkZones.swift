import MockOktaFormats
import MockOktaModel

/// `/api/v1/zones` (Okta, "Network Zones API").
enum NetworkZones: StoredKind {
    static let collection = FixtureCollection.zones
    static let area = APIArea.networkZones
    static let pages: Page.Limits? = .small
    static let shape = ObjectShape(
        kind: "NetworkZone",
        schema: FixtureSchema.element(of: .zones),
        required: ["name", "type"],
        members: [
            .given("type"), .assigned("id"), .given("name"), .assigned("status", "ACTIVE"), .given("usage", "POLICY"),
            .assigned("created", .fixtureInstant), .assigned("lastUpdated", .fixtureInstant),
            .assigned("system", false), .given("gateways"), .given("proxies"), .given("locations"),
            .given("proxyType"), .given("asns"), .given("ipServiceCategories"), .assigned("_links"),
        ]
    )

    static func links(_ path: String, isActive: Bool, _ call: APICall) -> JSONObject {
        let links: JSONObject = ["self": .link(call.href(path), "GET", "PUT", "DELETE")]
        return links.adding(call.lifecycleLink(path, isActive: isActive))
    }

    /// A zone of addresses has gateways and proxies, null where there are none.
    static func visible(_ object: JSONObject) -> JSONObject {
        guard object["type"] == "IP" else { return object }
        var object = object
        let links = object["_links"]
        object["_links"] = nil
        for name in ["gateways", "proxies"] where object[name] == nil { object[name] = JSON.null }
        object["_links"] = links
        return object
    }
}
