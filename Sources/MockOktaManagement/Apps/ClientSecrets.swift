import MockOktaCrypto
import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/api/v1/apps/{appID}/credentials/secrets`: at most two; each active one authenticates (Okta, "Client secrets").
enum ClientSecrets {
    private static let all = AppRows(
        path: Applications.path + "/{appID}/credentials/secrets",
        item: "secretID",
        area: .apps,
        kind: "OAuth2ClientSecret",
        rows: rows,
        source: AppRows.named("secrets"),
        shown: shown
    )

    private static let schema = ObjectSchema([
        ObjectSchema.Field("client_secret", .string(.nonEmpty), "The secret; one is made where it is left out."),
        ObjectSchema.Field("status", .word(["ACTIVE", "INACTIVE"]), "ACTIVE unless given."),
    ])

    static let operations: [Operation] = [
        all.list,
        Operation(.post, all.path, .apps) { (call) throws(Refusal) in
            let given = try call.optionalBody() ?? [:]
            try BodyCheck.check(.object(given), .object(schema), at: "")
            let secret = given["client_secret"] ?? .string(Base64URL.encode(call.context.random.bytes(48)))
            let row: JSONObject = [
                "id": .string(call.newID(.clientSecret)), "created": call.now, "lastUpdated": call.now,
                "status": given["status"] ?? "ACTIVE", "client_secret": secret,
            ]
            let app = try all.change(call) { (rows) throws(Refusal) in
                guard rows.count < 2 else {
                    throw .invalid("client_secret", "Maximum number of client secrets has been reached.")
                }
                rows.append(row)
            }
            return .object(shown(row, app, call), .created)
        },
        all.read,
        all.delete { (row) throws(Refusal) in
            guard row["status"] == "INACTIVE" else {
                throw .invalid("client_secret", "The secret must be deactivated before deletion.")
            }
        },
        lifecycle("activate", "ACTIVE"),
        lifecycle("deactivate", "INACTIVE"),
    ]

    private static func lifecycle(_ name: String, _ status: JSON) -> Operation {
        Operation(.post, "\(all.itemPath)/lifecycle/\(name)", .apps) { (call) throws(Refusal) in
            let (id, now) = (call.parameter("secretID"), call.now)
            let app = try all.change(call) { (rows) throws(Refusal) in
                let place = try all.place(id, in: rows)
                let isLast = rows.filter { $0["status"] == "ACTIVE" }.count == 1 && rows[place]["status"] == "ACTIVE"
                guard status == "ACTIVE" || !isLast else {
                    throw .invalid("client_secret", "A client must have at least one active secret.")
                }
                rows[place]["status"] = status
                rows[place]["lastUpdated"] = now
            }
            return .object(try all.shownRow(id, of: app, call))
        }
    }

    /// The rows of an app; the secret of its creation is the first.
    @Sendable private static func rows(of app: Application) -> [JSONObject] {
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

    @Sendable private static func shown(_ row: JSONObject, _ app: Application, _ call: APICall) -> JSONObject {
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
