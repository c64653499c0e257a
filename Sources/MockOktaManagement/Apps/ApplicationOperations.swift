import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// The operations of apps; they differ from those of other resources in the two kinds of apps, secrets, and 200 `{}`.
enum ApplicationOperations {
    static var operations: [Operation] {
        let common = ResourceOperations<Applications>(
            path: Applications.path,
            area: .apps,
            item: "appID",
            created: .ok,
            pages: .small,
            searched: ["name", "label"]
        )
        return [list, create, read, replace, common.delete] + common.lifecycle { _ in .empty }
            + [assignPolicy] + tokens.operations
    }

    private static let itemPath = Applications.path + "/{appID}"

    /// Heavy, because a filter may look at every app.
    private static let list = Operation(.get, Applications.path, .apps, weight: .heavy) { (call) throws(Refusal) in
        let apps = Applications(call, in: call.organization)
        let filter = try call.query["filter"].map { text throws(Refusal) in try Filter(text) }
        let prefix = Filter.Wanted(prefix: call.query["q"])
        let user = try expandedUser(call)
        let matching = apps.values.filter { app in
            prefix.map { $0.begins(app.name) || $0.begins(app.label) } ?? true
                && filter?.matches { apps.value(of: $0, in: app) } ?? true
        }
        let page = try Page(call, .small)
        let picked = try page.pick(matching, id: \.id)
        return page.answer(
            picked.rows.map { expanded(apps.shown($0, call), $0, user, call) },
            next: picked.hasMore ? picked.rows.last?.id : nil
        )
    }

    private static let read = Operation(.get, itemPath, .apps) { (call) throws(Refusal) in
        let apps = Applications(call, in: call.organization)
        let app = try apps.existing(call.parameter("appID"))
        return .object(expanded(apps.shown(app, call), app, try expandedUser(call), call))
    }

    /// The user whom `expand=user/{userID}` names (Okta, "List all applications").
    private static func expandedUser(_ call: APICall) throws(Refusal) -> User? {
        guard let expand = call.query["expand"] else { return nil }
        guard expand.hasPrefix("user/") else { throw .invalid("RequestParams", ["Expand query is malformed."]) }
        return call.organization.user(UserID(rawValue: String(expand.dropFirst(5))))
    }

    /// The object with the assignment of a user embedded, if the user has the app.
    private static func expanded(
        _ object: JSONObject,
        _ app: Applications.Value,
        _ user: User?,
        _ call: APICall
    ) -> JSONObject {
        let app = AssignedApp(app, in: call.organization)
        guard let user, app.isAssigned(user) else { return object }
        return object.adding(["_embedded": ["user": .object(AppUsers.shown(user, app, call))]])
    }

    private static let create = Operation(.post, Applications.path, .apps) { (call) throws(Refusal) in
        .object(try create(try call.body(), &call))
    }

    /// A full replacement (Okta, "Replace an application"); an empty secret keeps the current one.
    private static let replace = Operation(.put, itemPath, .apps) { (call) throws(Refusal) in
        .object(try replace(call.parameter("appID"), by: try call.body(), &call))
    }

    /// Adds an app and returns it as in an answer.
    static func create(_ given: JSONObject, _ call: inout APICall) throws(Refusal) -> JSONObject {
        let document = try document(given, assigned: Applications.assigned(&call), newSecret: newSecret(&call))
        let present = call
        return try present.update { (organization) throws(Refusal) in
            try set(document, replacing: nil, present, organization)
        }
    }

    /// Replaces an app and returns it as in an answer.
    static func replace(_ id: String, by given: JSONObject, _ call: inout APICall) throws(Refusal) -> JSONObject {
        let secret = newSecret(&call)
        return try change(id, call) { (former) throws(Refusal) in
            try document(given, assigned: former, newSecret: secret)
        }
    }

    /// Gives a client another secret in place of all that it has, and returns the app as in an answer.
    static func renewSecret(of id: String, _ call: inout APICall) throws(Refusal) -> JSONObject {
        let secret = newSecret(&call)
        return try change(id, call) { former in
            var document = former
            document["secrets"] = nil
            document.change("credentials") { $0.change("oauthClient") { $0["client_secret"] = .string(secret) } }
            return document
        }
    }

    /// Changes an app as it is at the time of the change, so that no other change is lost.
    private static func change(
        _ id: String,
        _ call: APICall,
        _ change: (JSONObject) throws(Refusal) -> JSONObject
    ) throws(Refusal) -> JSONObject {
        try call.update { (organization) throws(Refusal) in
            let apps = Applications(call, in: organization)
            let former = try apps.existing(id)
            var document = apps.stored(former)
            document["lastUpdated"] = call.now
            return try set(try change(document), replacing: former, call, organization)
        }
    }

    private static func newSecret(_ call: inout APICall) -> String { Base64URL.encode(call.context.random.bytes(48)) }

    /// Returns the checked object in Okta's order, with a generated id and secret unless the caller set them.
    private static func document(
        _ given: JSONObject,
        assigned: JSONObject,
        newSecret: String
    ) throws(Refusal) -> JSONObject {
        guard Applications.isClient(given) else {
            try ApplicationShape.other.check(given)
            var kept = given
            for name in ["id", "created", "lastUpdated", "status", "_links"] { kept[name] = nil }
            // Okta's catalog has lowercase names; a request may spell them differently.
            kept["name"] = kept["name"]?.string.map { .string($0.asciiLowercased) }
            kept.change("settings") { $0["oauthClient"] = nil }
            kept.change("credentials") { $0["oauthClient"] = nil }
            var document = ApplicationShape.other.document(given: kept, assigned: assigned).keeping(kept)
            for name in Self.kept { document[name] = assigned[name] }
            return document
        }
        // An empty secret means the current one; Okta's Terraform provider sends it.
        var given = given
        if given["credentials"]?["oauthClient"]?["client_secret"] == "" {
            given.change("credentials") { $0.change("oauthClient") { $0["client_secret"] = nil } }
        }
        try ApplicationShape.client.check(given)
        var document = ApplicationShape.client.document(given: given, assigned: assigned)
        for name in kept { document[name] = assigned[name] }
        let former = assigned["credentials"]?["oauthClient"]
        let id = document["id"]
        document.change("credentials") { credentials in
            credentials.change("oauthClient") { client in
                client["client_id"] = former?["client_id"] ?? client["client_id"] ?? id
                let method = client["token_endpoint_auth_method"]?.string ?? "client_secret_basic"
                client["token_endpoint_auth_method"] = .string(method)
                guard client["client_secret"] == nil, method.hasPrefix("client_secret") else { return }
                client["client_secret"] = former?["client_secret"] ?? .string(newSecret)
            }
        }
        return document
    }

    /// Members specific to mock-okta, which a replacement keeps.
    static let kept = [
        "groupAssignments", "userAssignments", "accessPolicy", "profileEnrollment", "grants", "secrets",
        "userSchema",
    ]

    private static func set(
        _ document: JSONObject,
        replacing former: Applications.Value?,
        _ call: APICall,
        _ organization: Organization
    ) throws(Refusal) -> (Organization, JSONObject) {
        let apps = Applications(call, in: organization)
        try apps.check(document, replacing: former)
        let changed = try apps.setting(document, replacing: former)
        let after = Applications(call, in: changed)
        return (changed, after.shown(try after.existing(document["id"]?.string ?? ""), call))
    }

    /// `PUT …/policies/{policyID}`: the sign-on or profile enrollment policy of an app.
    private static let assignPolicy = Operation(
        .put,
        itemPath + "/policies/{policyID}",
        .apps
    ) { (call) throws(Refusal) in
        let present = call
        try call.update { (organization) throws(Refusal) in
            let policy = try OrgPolicies(organization).existing(present.parameter("policyID"))
            let apps = Applications(present, in: organization)
            let app = try apps.existing(present.parameter("appID"))
            var document = apps.stored(app)
            document[policy.kind.nameInApps] = .string(policy.id.rawValue)
            return (try apps.setting(document, replacing: app), ())
        }
        return .nothing
    }

    private static let tokens = RefreshTokenOperations(
        path: itemPath + "/tokens",
        area: .apps,
        filter: { (call) throws(Refusal) in
            let id = call.parameter("appID")
            switch try Applications(call, in: call.organization).existing(id) {
            case .client(let app): return { $0.clientID.hasSameBytes(as: app.clientID) }
            case .other: return { _ in false }
            }
        },
        parent: { $0.parameter("appID") }
    )
}

extension Applications {
    /// The attributes for filters: `status`, `name`, `user.id` and `group.id` (Okta, "List all applications").
    func value(of attribute: Filter.Attribute, in app: Value) -> JSON? {
        switch attribute.path {
        case "id": return .string(app.id)
        case "name": return .string(app.name)
        case "status": return .string(app.isActive ? "ACTIVE" : "INACTIVE")
        case "user.id":
            guard case .client(let client) = app else {
                return .array(stored(app)["userAssignments"]?.array?.compactMap { $0["id"] } ?? [])
            }
            let rows = organization.contents.appUsers.rows(.application(client.id))
            return .array(rows.map { .string($0.id.user.rawValue) })
        case "group.id":
            guard let groups = AssignedApp(app, in: organization).groups else { return nil }
            return .array(groups.map { .string($0.rawValue) })
        default: return JSON.object(stored(app)).value(at: attribute)
        }
    }
}
