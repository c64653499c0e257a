import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// Objects that are kept in the object of an app: its secrets, keys and scope grants.
struct AppRows: Sendable {
    /// The path of the list.
    let path: String
    /// The name of a row's id in the path, such as `secretID`.
    let item: String
    let area: APIArea
    /// Okta's name of the kind in a 404.
    let kind: String
    /// The rows of an app, each with its id.
    let rows: @Sendable (Application) -> [JSONObject]
    /// The object of an app with other rows.
    let source: @Sendable ([JSONObject], Application, Organization) -> JSONObject
    /// A row as in an answer.
    let shown: @Sendable (JSONObject, Application, APICall) -> JSONObject

    var itemPath: String { "\(path)/{\(item)}" }

    var list: Operation {
        Operation(.get, path, area) { [self] (call) throws(Refusal) in
            let app = try Applications.client(of: call, in: call.organization)
            return .list(rows(app).map { shown($0, app, call) })
        }
    }

    var read: Operation {
        Operation(.get, itemPath, area) { [self] (call) throws(Refusal) in
            let app = try Applications.client(of: call, in: call.organization)
            return .object(try shownRow(call.parameter(item), of: app, call))
        }
    }

    /// Deletes a row, unless `check` refuses it.
    func delete(_ check: @escaping @Sendable (JSONObject) throws(Refusal) -> Void = { _ in }) -> Operation {
        Operation(.delete, itemPath, area) { [self] (call) throws(Refusal) in
            let id = call.parameter(item)
            _ = try change(call) { (rows) throws(Refusal) in
                let place = try place(id, in: rows)
                try check(rows[place])
                rows.remove(at: place)
            }
            return .nothing
        }
    }

    func shownRow(_ id: String, of app: Application, _ call: APICall) throws(Refusal) -> JSONObject {
        let rows = rows(app)
        return shown(rows[try place(id, in: rows)], app, call)
    }

    func place(_ id: String, in rows: [JSONObject]) throws(Refusal) -> Int {
        guard let place = rows.firstIndex(where: { $0["id"]?.string == id }) else { throw .absent(id, kind) }
        return place
    }

    /// Changes the rows of the app that a path names.
    func change(
        _ call: APICall,
        _ change: (inout [JSONObject]) throws(Refusal) -> Void
    ) throws(Refusal) -> Application {
        try call.update { (organization) throws(Refusal) in
            let app = try Applications.client(of: call, in: organization)
            var rows = rows(app)
            try change(&rows)
            let changed = app.with(source: source(rows, app, organization))
            return (organization.changing { $0.applications.set(changed) }, changed)
        }
    }

    /// The object of an app with its rows under a name.
    static func named(_ name: String) -> @Sendable ([JSONObject], Application, Organization) -> JSONObject {
        { rows, app, _ in
            var source = app.source
            source[name] = .array(rows.map { .object($0) })
            return source
        }
    }
}
