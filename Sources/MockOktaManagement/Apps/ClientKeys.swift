import MockOktaCrypto
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/api/v1/apps/{appID}/credentials/jwks`: the public keys of a client (Okta, "JSON Web Keys").
enum ClientKeys {
    private static let path = Applications.path + "/{appID}/credentials/jwks"
    private static let itemPath = path + "/{keyID}"

    static let operations: [Operation] = [
        Operation(.get, path, .apps) { (call) throws(Refusal) in
            let app = try Applications.client(of: call, in: call.organization)
            return .list(keys(of: app).map { shown($0, app, call) })
        },
        Operation(.post, path, .apps) { (call) throws(Refusal) in
            let given = try call.body()
            try check(given)
            var key: JSONObject = ["id": .string(call.newID(.clientKey)), "created": call.now, "lastUpdated": call.now]
            for member in given.members where key[member.key] == nil { key[member.key] = member.value }
            if key["status"] == nil { key["status"] = "ACTIVE" }
            let made = key
            let app = try change(call) { (keys) throws(Refusal) in keys.append(made) }
            return .object(shown(made, app, call), .created)
        },
        Operation(.get, itemPath, .apps) { (call) throws(Refusal) in
            let app = try Applications.client(of: call, in: call.organization)
            let keys = keys(of: app)
            return .object(shown(keys[try place(call.parameter("keyID"), in: keys)], app, call))
        },
        Operation(.delete, itemPath, .apps) { (call) throws(Refusal) in
            let id = call.parameter("keyID")
            _ = try change(call) { (keys) throws(Refusal) in keys.remove(at: try place(id, in: keys)) }
            return .nothing
        },
    ]

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

    private static func keys(of app: Application) -> [JSONObject] {
        let keys = app.jwks?["keys"]?.array?.compactMap(\.object) ?? []
        return keys.map { key in
            guard key["id"] == nil else { return key }
            let id = DerivedText.id(.clientKey, "\(app.id.rawValue)/\(key["kid"]?.string ?? "")")
            return JSONObject(["id": .string(id)] as JSONObject, followedBy: key)
        }
    }

    private static func place(_ id: String, in keys: [JSONObject]) throws(Refusal) -> Int {
        guard let place = keys.firstIndex(where: { $0["id"]?.string == id }) else { throw .absent(id, "JsonWebKey") }
        return place
    }

    private static func change(
        _ call: APICall,
        _ change: (inout [JSONObject]) throws(Refusal) -> Void
    ) throws(Refusal) -> Application {
        try call.update { (organization) throws(Refusal) in
            let app = try Applications.client(of: call, in: organization)
            var keys = keys(of: app)
            try change(&keys)
            var source = DocumentWriter.application(app, in: organization)
            source.change("settings") { settings in
                settings.change("oauthClient") { $0["jwks"] = ["keys": .array(keys.map { .object($0) })] }
            }
            source["assignments"] = nil
            let changed = app.with(source: source)
            return (organization.changing { $0.applications.set(changed) }, changed)
        }
    }

    private static func shown(_ key: JSONObject, _ app: Application, _ call: APICall) -> JSONObject {
        let path = "\(Applications.path)/\(app.id.rawValue)/credentials/jwks/\(key["id"]?.string ?? "")"
        return key.adding(["_links": ["deactivate": .link(call.href(path + "/lifecycle/deactivate"), "POST")]])
    }
}

extension JSONObject {
    /// Creates an object with the members of one, then those of another with other names.
    init(_ first: JSONObject, followedBy second: JSONObject) {
        self = first
        for member in second.members where first[member.key] == nil { self[member.key] = member.value }
    }
}
