import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/api/v1/inlineHooks` (Okta, "Inline Hooks API").
enum InlineHooks: StoredKind {
    static let collection = FixtureCollection.inlineHooks
    static let area = APIArea.inlineHooks
    static let shape = ObjectShape(
        kind: "InlineHook",
        schema: FixtureSchema.element(of: .inlineHooks),
        required: ["name", "version", "channel"],
        members: [
            .assigned("id"), .assigned("status", "ACTIVE"), .given("name"), .given("type"), .given("version"),
            HookChannel.shape, .assigned("created", .fixtureInstant), .assigned("lastUpdated", .fixtureInstant),
            .assigned("_links"),
        ]
    )

    static func links(_ path: String, isActive: Bool, _ call: APICall) -> JSONObject {
        let links: JSONObject = [
            "self": .link(call.href(path)), "execute": .link(call.href(path + "/execute"), "POST"),
        ]
        let delete: JSONObject = isActive ? [:] : ["delete": .link(call.href(path), "DELETE")]
        return links.adding(call.lifecycleLink(path, isActive: isActive)).adding(delete)
    }

    static func visible(_ object: JSONObject) -> JSONObject { HookChannel.visible(object) }
}

/// `/api/v1/eventHooks` (Okta, "Event Hooks API").
///
/// Differs: a verification always succeeds, because no request is sent to the service.
enum EventHooks: StoredKind {
    static let collection = FixtureCollection.eventHooks
    static let area = APIArea.eventHooks
    static let shape = ObjectShape(
        kind: "EventHook",
        schema: FixtureSchema.element(of: .eventHooks),
        required: ["name", "events", "channel"],
        members: [
            .assigned("id"), .assigned("status", "ACTIVE"), .assigned("verificationStatus", "UNVERIFIED"),
            .given("name"), .given("description", .null), .assigned("created", .fixtureInstant),
            .assigned("createdBy"), .assigned("lastUpdated", .fixtureInstant),
            .object("events", [.given("type", "EVENT_TYPE"), .given("items", []), .given("filter", .null)]),
            HookChannel.shape, .assigned("_links"),
        ]
    )

    static func links(_ path: String, isActive: Bool, _ call: APICall) -> JSONObject {
        let links: JSONObject = [
            "self": .link(call.href(path)), "verify": .link(call.href(path + "/lifecycle/verify"), "POST"),
        ]
        return links.adding(call.lifecycleLink(path, isActive: isActive))
    }

    static func visible(_ object: JSONObject) -> JSONObject { HookChannel.visible(object) }

    static let verify = Operation(.post, path + "/{objectID}/lifecycle/verify", .eventHooks) {
        (call) throws(Refusal) in
        let present = call
        let changed = try call.update { (organization) throws(Refusal) in
            let hooks = StoredObjects<EventHooks>(present, in: organization)
            let hook = try hooks.existing(present.parameter("objectID"))
            var document = hook.source
            document["verificationStatus"] = "VERIFIED"
            document["lastUpdated"] = present.now
            let changed = try hooks.setting(document, replacing: hook)
            return (changed, changed)
        }
        let hooks = StoredObjects<EventHooks>(call, in: changed)
        return .object(hooks.shown(try hooks.existing(call.parameter("objectID")), call))
    }
}

/// The service that a hook calls.
private enum HookChannel {
    static let shape = MemberShape.object(
        "channel",
        [
            .given("type", "HTTP"), .given("version", "1.0.0"),
            .object(
                "config",
                [
                    .given("uri"), .given("headers", []), .given("method", "POST"), .given("authScheme", .null),
                    .given("clientId"), .given("clientSecret"), .given("tokenUrl"), .given("authType"),
                    .given("scope"), .given("hookKeyId"),
                ]
            ),
        ]
    )

    /// The object without the values of its secrets.
    static func visible(_ object: JSONObject) -> JSONObject {
        var object = object
        object.change("channel") { channel in
            channel.change("config") { config in
                config["clientSecret"] = nil
                if config["authScheme"]?.object != nil { config.change("authScheme") { $0["value"] = nil } }
            }
        }
        return object
    }
}
