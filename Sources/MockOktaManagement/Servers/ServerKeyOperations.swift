import MockOktaCrypto
import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/api/v1/authorizationServers/{serverID}/credentials` (Okta, "Authorization server keys").
enum ServerKeyOperations {
    static let operations: [Operation] = [
        Operation(.get, path + "/keys", .authorizationServers, weight: .heavy) { (call) throws(Refusal) in
            let server = try call.organization.server(of: call)
            return .list(try keys(of: server, call))
        },
        Operation(.get, path + "/keys/{keyID}", .authorizationServers, weight: .heavy) { (call) throws(Refusal) in
            let server = try call.organization.server(of: call)
            let id = call.parameter("keyID")
            guard let key = try keys(of: server, call).first(where: { $0["kid"]?.string == id }) else {
                throw .absent(id, "JsonWebKey")
            }
            return .object(key)
        },
        Operation(.post, path + "/lifecycle/keyRotate", .authorizationServers) { (call) throws(Refusal) in
            guard try call.body()["use"] == "sig" else {
                throw .invalid("rotateKeys", ["Invalid value specified for key 'use' parameter."])
            }
            let (now, snapshot) = (call.now, call.context.snapshot)
            let present = call
            let rotated = try call.organization.server(of: call)
            // Before the org is changed: other changes need not wait until a key is generated.
            try orRefuse { () throws(CryptoError) in
                _ = try snapshot.keys.rotate(rotated, retire: false, at: snapshot.now)
            }
            let server = try call.update { (organization) throws(Refusal) in
                let server = try organization.server(of: present).rotated(at: now)
                return (organization.changing { $0.set(server) }, server)
            }
            return .list(try keys(of: server, call))
        },
    ]

    private static let path = AuthorizationServers.path + "/{serverID}/credentials"

    /// The signing key, the next one, and former ones that still verify.
    private static func keys(of server: AuthorizationServer, _ call: APICall) throws(Refusal) -> [JSONObject] {
        let snapshot = call.context.snapshot
        return try orRefuse { () throws(CryptoError) in
            let keys = try snapshot.keys.keys(of: server)
            let next = try snapshot.keys.nextKey(of: server, at: snapshot.now)
            let announced = next.map { [$0] } ?? []
            return [object(keys.active, status: "ACTIVE", server, call)]
                + announced.map { object($0, status: "NEXT", server, call) }
                + keys.others.map { object($0, status: "EXPIRED", server, call) }
        }
    }

    private static func object(
        _ key: SigningKey,
        status: JSON,
        _ server: AuthorizationServer,
        _ call: APICall
    ) -> JSONObject {
        let members = JWK.requiredMembers(of: key.key.publicKey)
        let href = call.href("\(server.apiPath)/credentials/keys/\(key.id)")
        var object: JSONObject = ["kty": "RSA", "status": status, "alg": "RS256", "kid": .string(key.id), "use": "sig"]
        object["_links"] = ["self": .link(href, "GET")]
        for name in ["e", "n"] { object[name] = members[name] }
        return object
    }

    private static func orRefuse<Value>(_ body: () throws(CryptoError) -> Value) throws(Refusal) -> Value {
        do throws(CryptoError) {
            return try body()
        } catch {
            throw error.refusal(orElse: Refusal(.internalError, why: "the server has no key: \(error)"))
        }
    }
}

extension AuthorizationServer {
    /// Returns the server with the time of its key rotation.
    fileprivate func rotated(at now: JSON) -> AuthorizationServer {
        var object = source
        var credentials = object["credentials"]?.object ?? [:]
        var signing = credentials["signing"]?.object ?? [:]
        signing["lastRotated"] = now
        credentials["signing"] = .object(signing)
        object["credentials"] = .object(credentials)
        return with(source: object)
    }
}
