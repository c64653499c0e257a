import MockOktaCrypto
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/api/v1/apps/{appID}/credentials/jwks`: the public keys of a client (Okta, "JSON Web Keys").
enum ClientKeys {
    private static let all = AppRows(
        path: Applications.path + "/{appID}/credentials/jwks",
        item: "keyID",
        area: .apps,
        kind: "JsonWebKey",
        rows: keys,
        source: source,
        shown: shown
    )

    static let operations: [Operation] = [
        all.list,
        Operation(.post, all.path, .apps) { (call) throws(Refusal) in
            let given = try call.body()
            try check(given)
            var key: JSONObject = ["id": .string(call.newID(.clientKey)), "created": call.now, "lastUpdated": call.now]
            for member in given.members where key[member.key] == nil { key[member.key] = member.value }
            if key["status"] == nil { key["status"] = "ACTIVE" }
            let made = key
            let app = try all.change(call) { (keys) throws(Refusal) in keys.append(made) }
            return .object(shown(made, app, call), .created)
        },
        all.read, all.delete(), lifecycle("activate", "ACTIVE"), lifecycle("deactivate", "INACTIVE"),
    ]

    private static func lifecycle(_ name: String, _ status: JSON) -> Operation {
        Operation(.post, "\(all.itemPath)/lifecycle/\(name)", .apps) { (call) throws(Refusal) in
            let (id, now) = (call.parameter("keyID"), call.now)
            let app = try all.change(call) { (keys) throws(Refusal) in
                let place = try all.place(id, in: keys)
                keys[place]["status"] = status
                keys[place]["lastUpdated"] = now
            }
            return .object(try all.shownRow(id, of: app, call))
        }
    }

    private static func check(_ key: JSONObject) throws(Refusal) {
        let isShort = JWK.publicKey(key).map { key -> Bool in
            if case .rsa(let modulus, _) = key.components { modulus.count < 256 } else { false }
        }
        guard isShort == false else {
            // Recorded at Okta also for a key without a modulus.
            let cause = "RSA key length in the 'jwks' is less than '2,048' bits for the given key."
            throw .invalid("JsonWebKey", [cause])
        }
    }

    @Sendable private static func keys(of app: Application) -> [JSONObject] {
        let keys = app.jwks?["keys"]?.array?.compactMap(\.object) ?? []
        return keys.map { key in
            guard key["id"] == nil else { return key }
            let id = DerivedText.id(.clientKey, "\(app.id.rawValue)/\(key["kid"]?.string ?? "")")
            return JSONObject(["id": .string(id)] as JSONObject, followedBy: key)
        }
    }

    @Sendable private static func source(
        _ keys: [JSONObject],
        _ app: Application,
        _ organization: Organization
    ) -> JSONObject {
        var source = DocumentWriter.application(app, in: organization)
        source.change("settings") { settings in
            settings.change("oauthClient") { $0["jwks"] = ["keys": .array(keys.map { .object($0) })] }
        }
        source["assignments"] = nil
        return source
    }

    @Sendable private static func shown(_ key: JSONObject, _ app: Application, _ call: APICall) -> JSONObject {
        let path = "\(Applications.path)/\(app.id.rawValue)/credentials/jwks/\(key["id"]?.string ?? "")"
        let lifecycle = call.lifecycleLink(path, isActive: key["status"] != "INACTIVE")
        let delete: JSONObject = key["status"] == "INACTIVE" ? ["delete": .link(call.href(path), "DELETE")] : [:]
        return ordered(key.adding(["_links": .object(lifecycle.adding(delete))]))
    }

    /// The keys of an app as the app's own object has them: without dates and links.
    static func inApp(_ app: Application) -> JSON {
        .array(
            keys(of: app).map { key in
                var key = key
                for name in ["created", "lastUpdated"] { key[name] = nil }
                return .object(ordered(key))
            }
        )
    }

    /// The members that each key has, in Okta's order; those of its algorithm follow (Okta, guide "Key management").
    private static let members: [MemberShape] = [
        .given("kty"), .given("id"), .given("created"), .given("lastUpdated"), .given("status", "ACTIVE"),
        .given("alg"), .given("kid"), .given("use", .null), .given("_links"),
    ]

    private static func ordered(_ key: JSONObject) -> JSONObject {
        JSONObject(JSONObject(members, given: key, assigned: [:]), followedBy: key)
    }
}

extension JSONObject {
    /// Creates an object with the members of one, then those of another with other names.
    init(_ first: JSONObject, followedBy second: JSONObject) {
        self = first
        for member in second.members where first[member.key] == nil { self[member.key] = member.value }
    }
}
