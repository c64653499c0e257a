import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/api/v1/apps/{appID}/grants`: the `okta.*` scopes granted to an app (Okta, "Application Grants API").
enum ScopeGrants {
    private static let path = Applications.path + "/{appID}/grants"
    private static let itemPath = path + "/{grantID}"

    static let operations: [Operation] = [
        Operation(.get, path, .appGrants) { (call) throws(Refusal) in
            let app = try Applications.client(of: call, in: call.organization)
            return .list(rows(of: app).map { shown($0, app, call) })
        },
        Operation(.post, path, .appGrants) { (call) throws(Refusal) in
            guard let scope = try call.body()["scopeId"]?.string, !scope.isEmpty else {
                throw .invalid("scopeId", "The field cannot be left blank")
            }
            let row: JSONObject = [
                "id": .string(call.newID(.scopeGrant)), "status": "ACTIVE", "created": call.now,
                "createdBy": ["id": .string(call.administrator), "type": "User"], "lastUpdated": call.now,
                "scopeId": .string(scope), "source": "ADMIN",
            ]
            let app = try change(call) { (rows) throws(Refusal) in
                rows.removeAll { $0["scopeId"]?.string == scope }
                rows.append(row)
            }
            return .object(shown(row, app, call))
        },
        Operation(.get, itemPath, .appGrants) { (call) throws(Refusal) in
            let app = try Applications.client(of: call, in: call.organization)
            let rows = rows(of: app)
            return .object(shown(rows[try place(call.parameter("grantID"), in: rows)], app, call))
        },
        Operation(.delete, itemPath, .appGrants) { (call) throws(Refusal) in
            let id = call.parameter("grantID")
            _ = try change(call) { (rows) throws(Refusal) in rows.remove(at: try place(id, in: rows)) }
            return .nothing
        },
    ]

    /// The grants of an app; a fixture may contain only the names of the scopes.
    private static func rows(of app: Application) -> [JSONObject] {
        (app.source["grants"]?.array ?? []).compactMap { row in
            if let row = row.object, row["id"] != nil { return row }
            guard let scope = (row["scopeId"] ?? row).string else { return nil }
            return [
                "id": .string(DerivedText.id(.scopeGrant, "\(app.id.rawValue)/\(scope)")), "status": "ACTIVE",
                "created": .fixtureInstant, "lastUpdated": .fixtureInstant, "scopeId": .string(scope),
                "source": "ADMIN",
            ]
        }
    }

    private static func place(_ id: String, in rows: [JSONObject]) throws(Refusal) -> Int {
        guard let place = rows.firstIndex(where: { $0["id"]?.string == id }) else {
            throw .absent(id, "OAuth2ScopeConsentGrant")
        }
        return place
    }

    private static func change(
        _ call: APICall,
        _ change: (inout [JSONObject]) throws(Refusal) -> Void
    ) throws(Refusal) -> Application {
        try call.update { (organization) throws(Refusal) in
            let app = try Applications.client(of: call, in: organization)
            var rows = rows(of: app)
            try change(&rows)
            var source = app.source
            source["grants"] = .array(rows.map { .object($0) })
            let changed = app.with(source: source)
            return (organization.changing { $0.applications.set(changed) }, changed)
        }
    }

    private static func shown(_ row: JSONObject, _ app: Application, _ call: APICall) -> JSONObject {
        let path = "\(Applications.path)/\(app.id.rawValue)"
        var object: JSONObject = [:]
        for name in ["id", "status", "created", "createdBy", "lastUpdated"] { object[name] = row[name] }
        object["issuer"] = .string(call.context.snapshot.urls.front)
        object["clientId"] = .string(app.clientID)
        object["scopeId"] = row["scopeId"]
        object["source"] = row["source"]
        let links: JSONObject = [
            "app": ["href": call.href(path), "title": .string(app.label)],
            "self": .link(call.href("\(path)/grants/\(row["id"]?.string ?? "")"), "GET", "DELETE"),
            "client": ["href": call.href("/oauth2/v1/clients/\(app.clientID)"), "title": .string(app.label)],
        ]
        object["_links"] = .object(links.inHashMapOrder)
        return object
    }
}
