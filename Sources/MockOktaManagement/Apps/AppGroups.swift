import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/api/v1/apps/{appID}/groups`: the groups whose users may use an app (Okta, "Application Groups API").
enum AppGroups {
    static let path = Applications.path + "/{appID}/groups"

    static let operations: [Operation] = [
        Operation(.get, path, .apps) { (call) throws(Refusal) in
            let app = try AssignedApp(call, in: call.organization)
            let page = try Page(call, .small)
            let picked = try page.pick(app.groupRows) { $0["id"]?.string ?? "" }
            return page.answer(
                picked.rows.map { shown($0, app, call) },
                next: picked.hasMore ? picked.rows.last?["id"]?.string : nil
            )
        },
        Operation(.get, path + "/{groupID}", .apps) { (call) throws(Refusal) in
            let app = try AssignedApp(call, in: call.organization)
            return .object(shown(try row(call.parameter("groupID"), of: app), app, call))
        },
        Operation(.put, path + "/{groupID}", .apps) { (call) throws(Refusal) in
            let given = try call.optionalBody() ?? [:]
            let present = call
            let (app, row) = try call.update { (organization) throws(Refusal) in
                try assign(given, present, organization)
            }
            return .object(shown(row, AssignedApp(app, in: call.organization), call))
        },
        Operation(.delete, path + "/{groupID}", .apps) { (call) throws(Refusal) in
            let present = call
            try call.update { (organization) throws(Refusal) in
                let app = try AssignedApp(present, in: organization)
                let id = try row(present.parameter("groupID"), of: app)["id"]?.string
                return (app.setting(groupRows: app.groupRows.filter { $0["id"]?.string != id }), ())
            }
            return .nothing
        },
    ]

    private static func assign(
        _ given: JSONObject,
        _ call: APICall,
        _ organization: Organization
    ) throws(Refusal) -> (Organization, (Applications.Value, JSONObject)) {
        let app = try AssignedApp(call, in: organization)
        let id = call.parameter("groupID")
        guard organization.group(GroupID(rawValue: id)) != nil else { throw .absent(id, "UserGroup") }
        var rows = app.groupRows
        let former = rows.firstIndex { $0["id"]?.string == id }
        // A caller may give the largest number there is.
        let behind = rows.compactMap { $0["priority"]?.integer }.max().map { $0 < .max ? $0 + 1 : $0 } ?? 0
        let row: JSONObject = [
            "id": .string(id), "lastUpdated": call.now,
            "priority": given["priority"] ?? former.flatMap { rows[$0]["priority"] } ?? .integer(behind),
            "profile": given["profile"] ?? [:],
        ]
        if let former { rows[former] = row } else { rows.append(row) }
        return (app.setting(groupRows: rows), (app.app, row))
    }

    private static func row(_ id: String, of app: AssignedApp) throws(Refusal) -> JSONObject {
        guard let row = app.groupRows.first(where: { $0["id"]?.string == id }) else {
            throw .absent("\(app.id).\(id)", "AppGroup")
        }
        return row
    }

    private static func shown(_ row: JSONObject, _ app: AssignedApp, _ call: APICall) -> JSONObject {
        let id = row["id"]?.string ?? ""
        let path = "\(Applications.path)/\(app.id)"
        let links: JSONObject = [
            "self": .link(call.href("\(path)/groups/\(id)")), "app": .link(call.href(path)),
            "group": .link(call.href("/api/v1/groups/\(id)")),
        ]
        return row.adding(["_links": .object(links.inHashMapOrder)])
    }
}

extension Applications {
    /// The OAuth client that a path names.
    static func client(of call: APICall, in organization: Organization) throws(Refusal) -> Application {
        let id = call.parameter("appID")
        guard let app = organization.contents.applications[ApplicationID(rawValue: id)] else {
            throw .absent(id, shape.kind)
        }
        return app
    }
}

extension Application {
    /// Returns the app read from another object.
    func with(source: JSONObject, assignments: Assignments? = nil) -> Application {
        DocumentReader.application(source, assignments ?? self.assignments) ?? self
    }
}
