import MockOktaFormats
import MockOktaModel

/// `/api/v1/logStreams` (Okta, "Log Streaming API").
enum LogStreams: StoredKind {
    static let collection = FixtureCollection.logStreams
    static let area = APIArea.logStreams
    static let pages: Page.Limits? = .small
    static let shape = ObjectShape(
        kind: "LogStream",
        schema: FixtureSchema.element(of: .logStreams),
        required: ["name", "type", "settings"],
        members: [
            .assigned("id"), .given("type"), .given("name"), .assigned("lastUpdated", .fixtureInstant),
            .assigned("created", .fixtureInstant), .assigned("status", "ACTIVE"), .given("settings", [:]),
            .assigned("_links"),
        ]
    )

    static func links(_ path: String, isActive: Bool, _ call: APICall) -> JSONObject {
        let name = isActive ? "deactivate" : "activate"
        return [
            "self": .link(call.href(path), method: "GET"),
            name: .link(call.href("\(path)/lifecycle/\(name)"), method: "POST"),
        ]
    }

    /// The token of the service is not shown.
    static func visible(_ object: JSONObject) -> JSONObject {
        var object = object
        object.change("settings") { $0["token"] = nil }
        return object
    }
}
