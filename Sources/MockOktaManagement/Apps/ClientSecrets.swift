import MockOktaCrypto
import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/api/v1/apps/{appID}/credentials/secrets`: at most two; each active one authenticates (Okta, "Client secrets").
enum ClientSecrets {
    private static let path = Applications.path + "/{appID}/credentials/secrets"
    private static let itemPath = path + "/{secretID}"

    static let operations: [Operation] = [
        Operation(.get, path, .apps) { (call) throws(Refusal) in
            let app = try Applications.client(of: call, in: call.organization)
            return .list(rows(of: app).map { shown($0, app, call) })
        },
        Operation(.post, path, .apps) { (call) throws(Refusal) in
            let given = try call.optionalBody() ?? [:]
            let secret = given["client_secret"] ?? .string(Base64URL.encode(call.context.random.bytes(48)))
            let row: JSONObject = [
                "id": .string(call.newID(.clientSecret)), "created": call.now, "lastUpdated": call.now,
                "status": given["status"] ?? "ACTIVE", "client_secret": secret,
            ]
            let app = try change(call) { (rows) throws(Refusal) in
                guard rows.count < 2 else {
                    throw .invalid("client_secret", "Maximum number of client secrets has been reached.")
                }
                rows.append(row)
            }
            return .object(shown(row, app, call), .created)
        },
        Operation(.get, itemPath, .apps) { (call) throws(Refusal) in
            let app = try Applications.client(of: call, in: call.organization)
            let rows = rows(of: app)
            return .object(shown(rows[try place(call.parameter("secretID"), in: rows)], app, call))
        },
        Operation(.delete, itemPath, .apps) { (call) throws(Refusal) in
            let id = call.parameter("secretID")
            _ = try change(call) { (rows) throws(Refusal) in
                let place = try place(id, in: rows)
                guard rows[place]["status"] == "INACTIVE" else {
                    throw .invalid("client_secret", "The secret must be deactivated before deletion.")
                }
                rows.remove(at: place)
            }
            return .nothing
        },
        lifecycle("activate", "ACTIVE"),
        lifecycle("deactivate", "INACTIVE"),
    ]

    private static func lifecycle(_ name: String, _ status: JSON) -> Operation {
        Operation(.post, "\(itemPath)/lifecycle/\(name)", .apps) { (call) throws(Refusal) in
            let (id, now) = (call.parameter("secretID"), call.now)
            let app = try change(call) { (rows) throws(Refusal) in
                let place = try place(id, in: rows)
                let isLast = rows.filter { $0["status"] == "ACTIVE" }.count == 1 && rows[place]["status"] == "ACTIVE"
                guard status == "ACTIVE" || !isLast else {
                    throw .invalid("client_secret", "A client must have at least one active secret.")
                }
                rows[place]["status"] = status
                rows[place]["lastUpdated"] = now
            }
            let rows = rows(of: app)
            return .object(shown(rows[try place(id, in: rows)], app, call))
        }
    }

    /// The rows of an app; the secret of its creation is the first.
    private static func rows(of app: Application) -> [JSONObject] {
        if let rows = app.source["secrets"]?.array?.compactMap(\.object), !rows.isEmpty { return rows }
        return app.secrets.map { secret in
            let id = DerivedText.id(.clientSecret, "\(app.id.rawValue)/\(secret)")
            let created = app.source["created"] ?? .fixtureInstant
            return [
                "id": .string(id), "created": created, "lastUpdated": created, "status": "ACTIVE",
                "client_secret": .string(secret),
            ]
        }
    }

    private static func place(_ id: String, in rows: [JSONObject]) throws(Refusal) -> Int {
        guard let place = rows.firstIndex(where: { $0["id"]?.string == id }) else {
            throw .absent(id, "OAuth2ClientSecret")
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
            source["secrets"] = .array(rows.map { .object($0) })
            let changed = app.with(source: source)
            return (organization.changing { $0.applications.set(changed) }, changed)
        }
    }

    private static func shown(_ row: JSONObject, _ app: Application, _ call: APICall) -> JSONObject {
        let id = row["id"]?.string ?? ""
        let path = "\(Applications.path)/\(app.id.rawValue)/credentials/secrets/\(id)"
        var links: JSONObject = [:]
        if row["status"] == "INACTIVE" {
            links["activate"] = .link(call.href(path + "/lifecycle/activate"), "POST")
            links["delete"] = .link(call.href(path), "DELETE")
        } else {
            links["deactivate"] = .link(call.href(path + "/lifecycle/deactivate"), "POST")
        }
        // Differs: Okta's algorithm for this hash is not known; the hash has 22 characters.
        let digest = SHA256.digest(Array((row["client_secret"]?.string ?? "").utf8))
        var object = row
        object["secret_hash"] = .string(Base64URL.encode(digest.prefix(16)))
        object["_links"] = .object(links.inHashMapOrder)
        return object
    }
}
