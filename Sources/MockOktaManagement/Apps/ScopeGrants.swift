import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/api/v1/apps/{appID}/grants`: the `okta.*` scopes granted to an app (Okta, "Application Grants API").
enum ScopeGrants {
    private static let all = AppRows(
        path: Applications.path + "/{appID}/grants",
        item: "grantID",
        area: .appGrants,
        kind: "OAuth2ScopeConsentGrant",
        rows: rows,
        source: AppRows.named("grants"),
        shown: shown
    )

    static let operations: [Operation] = [
        all.list,
        Operation(.post, all.path, .appGrants) { (call) throws(Refusal) in
            guard let scope = try call.body()["scopeId"]?.string, !scope.isEmpty else {
                throw .invalid("scopeId", "The field cannot be left blank")
            }
            // Differs: the text of the error is inferred.
            guard scope.hasPrefix("okta.") else {
                throw .invalid("scopeId", "'\(scope)' is not a scope of Okta's APIs")
            }
            let row: JSONObject = [
                "id": .string(call.newID(.scopeGrant)), "status": "ACTIVE", "created": call.now,
                "createdBy": ["id": .string(call.administrator), "type": "User"], "lastUpdated": call.now,
                "scopeId": .string(scope), "source": "ADMIN",
            ]
            let app = try all.change(call) { (rows) throws(Refusal) in
                rows.removeAll { $0["scopeId"]?.string == scope }
                rows.append(row)
            }
            return .object(shown(row, app, call))
        },
        all.read, all.delete(),
    ]

    /// The grants of an app; a fixture may contain only the names of the scopes.
    @Sendable private static func rows(of app: Application) -> [JSONObject] {
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

    @Sendable private static func shown(_ row: JSONObject, _ app: Application, _ call: APICall) -> JSONObject {
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
