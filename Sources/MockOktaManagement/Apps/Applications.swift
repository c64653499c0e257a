import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/api/v1/apps` (Okta, "Applications API").
struct Applications: Resource {
    /// An OAuth client, or an app that is only stored.
    enum Value: Sendable {
        case client(Application)
        case other(OtherApplication)

        var id: String {
            switch self {
            case .client(let app): app.id.rawValue
            case .other(let app): app.id.rawValue
            }
        }

        /// Whether the app is an OAuth client.
        var isClient: Bool {
            if case .client = self { true } else { false }
        }

        var label: String {
            switch self {
            case .client(let app): app.label
            case .other(let app): app.label
            }
        }

        /// The type of the app, such as `oidc_client`.
        var name: String {
            switch self {
            case .client(let app): app.source["name"]?.string ?? "oidc_client"
            case .other(let app): app.source["name"]?.string ?? ""
            }
        }

        var isActive: Bool {
            switch self {
            case .client(let app): app.isActive
            case .other(let app): app.isActive
            }
        }
    }

    static let shape = ApplicationShape.client
    static let path = "/api/v1/apps"

    let organization: Organization

    init(_ call: APICall, in organization: Organization) {
        self.organization = organization
    }

    var values: [Value] {
        organization.contents.applications.map { .client($0) }
            + organization.contents.otherApplications.map { .other($0) }
    }

    func id(of value: Value) -> String { value.id }

    func find(_ id: String) -> Value? {
        if let app = organization.contents.applications[ApplicationID(rawValue: id)] { return .client(app) }
        return organization.contents.otherApplications[Identifier(rawValue: id)].map { .other($0) }
    }

    func stored(_ value: Value) -> JSONObject {
        switch value {
        case .client(let app): DocumentWriter.application(app, in: organization).tidied
        case .other(let app): DocumentWriter.otherApplication(app)
        }
    }

    func computed(_ value: Value, _ call: APICall) -> JSONObject {
        ApplicationLinks(stored(value), isClient: value.isClient).members(call)
    }

    /// The object; only the answers to POST and PUT contain the secret.
    func shown(_ value: Value, _ call: APICall) -> JSONObject {
        let stored = stored(value)
        guard case .client(let app) = value else {
            var visible = stored
            for name in ApplicationOperations.kept { visible[name] = nil }
            let own = ApplicationShape.catalogSettings[visible["name"]?.string ?? ""] ?? []
            if !own.isEmpty {
                let unset = JSONObject(own.map { ($0, JSON.null) })
                visible["settings"] = .object((visible["settings"]?.object ?? [:]).keeping(["app": .object(unset)]))
            }
            return ApplicationShape.other.shown(visible, computed: computed(value, call)).keeping(visible)
        }
        var object = ApplicationShape.client.shown(stored, computed: computed(value, call))
        // A setting of its own: `IDTokenSettings`.
        object.change("settings") { settings in
            settings.change("oauthClient") { client in
                client["idTokenGroups"] = nil
                if client["jwks"] != nil { client["jwks"] = ["keys": ClientKeys.inApp(app)] }
            }
        }
        if call.context.request.method == .get {
            object.change("credentials") { $0.change("oauthClient") { $0["client_secret"] = nil } }
        }
        return object
    }

    static func assigned(_ call: inout APICall) -> JSONObject {
        let isActive = call.flag("activate", default: true)
        return [
            "id": .string(call.newID(.application)), "status": isActive ? "ACTIVE" : "INACTIVE",
            "created": call.now, "lastUpdated": call.now,
        ]
    }

    /// Apps of the catalog have no OAuth settings, even those that use OpenID Connect.
    static func isClient(_ given: JSONObject) -> Bool {
        let (mode, name) = (given["signOnMode"]?.string, given["name"]?.string)
        return (mode ?? "OPENID_CONNECT") == "OPENID_CONNECT" && (name ?? "oidc_client") == "oidc_client"
    }

    func check(_ document: JSONObject, replacing: Value?) throws(Refusal) {
        if let replacing, replacing.isClient != Self.isClient(document) {
            // Differs: the text is Okta's for a mode that does not fit an app (okta/okta-aspnet, issue 268, and
            // okta-sdk-java, issue 1619); that a change of the mode gets the same one is inferred.
            throw .invalid("mediated", ["Invalid signOnMode"])
        }
        let clientID = document["credentials"]?["oauthClient"]?["client_id"]?.string ?? ""
        if let taken = organization.application(clientID: clientID), taken.id.rawValue != replacing?.id {
            throw .invalid("client_id", "'client_id' must be unique")
        }
        try ClientSettingsCheck(document).check()
    }

    func setting(_ document: JSONObject, replacing: Value?) throws(Refusal) -> Organization {
        guard Self.isClient(document) else {
            let document = try labelled(document, isNew: replacing == nil)
            guard let app = DocumentReader.otherApplication(document) else {
                throw .invalid("label", "The field cannot be left blank")
            }
            return organization.changing { $0.otherApplications.set(app) }
        }
        // A new app has no users until they are assigned (Okta, "Application Users API").
        var assignments = Assignments.only(groups: [])
        if case .client(let former) = replacing { assignments = former.assignments }
        if document["settings"]?["implicitAssignment"] == true { assignments = .everyone }
        guard let app = DocumentReader.application(document, assignments) else {
            throw .invalid("label", "The field cannot be left blank")
        }
        return organization.changing { $0.applications.set(app) }
    }

    /// The object of a new app of the catalog with a label; all other apps must have one.
    private func labelled(_ document: JSONObject, isNew: Bool) throws(Refusal) -> JSONObject {
        guard document["label"]?.string?.isEmpty != false else { return document }
        let name = document["name"]?.string ?? "oidc_client"
        guard isNew, name != "oidc_client" else { throw .invalid("label", "The field cannot be left blank") }
        var document = document
        document["label"] = .string(ApplicationShape.catalogLabels[name] ?? name)
        return document
    }

    // The error and its cause were recorded at Okta.
    func removing(_ value: Value) throws(Refusal) -> Organization {
        guard !value.isActive else {
            var error = OktaError.deletionForbidden
            error.causes = ["The application must be deactivated before deletion."]
            throw Refusal(error, why: "the app is ACTIVE")
        }
        return deleting(value)
    }

    /// Returns the org without the app and what refers to it.
    func deleting(_ value: Value) -> Organization {
        organization.changing { contents in
            switch value {
            case .client(let app):
                contents.applications.remove(app.id)
                for row in contents.appUsers.rows(.application(app.id)) { contents.appUsers.remove(row.id) }
                contents.removeFromPolicies(client: app.clientID)
            case .other(let app): contents.otherApplications.remove(app.id)
            }
        }
    }
}

extension Organization.Contents {
    /// Removes a deleted client from the conditions of policies.
    fileprivate mutating func removeFromPolicies(client: String) {
        for server in Array(authorizationServers) {
            let policies = server.policies.map { policy in
                guard case .only(var clients) = policy.clients, clients.remove(ExactString(client)) != nil else {
                    return policy
                }
                var changed = policy
                changed.clients = .only(clients)
                return changed
            }
            authorizationServers.set(server.with(policies: policies))
        }
    }
}

extension JSONObject {
    /// The app as Okta shows it: rotation settings only with refresh tokens, and a leeway only with rotation.
    fileprivate var tidied: JSONObject {
        var object = self
        object.change("settings") { settings in
            settings.change("oauthClient") { client in
                let grants = client["grant_types"]?.strings ?? []
                if !grants.contains(GrantType.refreshToken.rawValue) { client["refresh_token"] = nil }
                if client["frontchannel_logout_uri"] != nil, client["frontchannel_logout_session_required"] == nil {
                    client["frontchannel_logout_session_required"] = false
                }
                if grants.contains(GrantType.ciba.rawValue), client["backchannel_token_delivery_mode"] == nil {
                    client["backchannel_token_delivery_mode"] = "poll"
                }
            }
        }
        return object
    }

    /// Returns this object with the members of another that it lacks, recursively.
    func keeping(_ other: JSONObject) -> JSONObject {
        var object = self
        for member in other.members {
            guard let own = object[member.key] else {
                object[member.key] = member.value
                continue
            }
            if let one = own.object, let more = member.value.object { object[member.key] = .object(one.keeping(more)) }
        }
        return object
    }
}
