import MockOktaCrypto
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/_mock/keys`: lists and rotates the signing keys.
enum KeyControl {
    static func list(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let keys = try context.operations.publishedKeys().map { key in
            var members = key.members
            members["jwk"] = key.jwk
            return JSON.object(members)
        }
        return ControlResponse.json(.ok, ["keys": .array(keys), "schedule": .array(schedule(context.snapshot))])
    }

    /// For each server, when its keys were last rotated, and when the next key is published.
    private static func schedule(_ snapshot: OrgSnapshot) -> [JSON] {
        snapshot.organization.allServers.map { server in
            var members: JSONObject = ["server": .string(ServerControl.name(server))]
            members["rotated"] = snapshot.keys.lastRotation(of: server).map { .string($0.text) }
            members["next"] = snapshot.keys.nextChange(of: server, at: snapshot.now).map { .string($0.text) }
            return .object(members)
        }
    }

    static func rotate(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let body = try ControlBody(context.request, allowed: ["server", "retire"])
        let retire = try body.bool("retire") ?? false
        let keys = try context.operations.rotateKeys(of: body.string("server"), retire: retire)
        return ControlResponse.json(.ok, ["keys": .array(keys.map { .object($0.members) })])
    }
}

/// A published key of a server, with its status as in Okta's API.
package struct KeyStatus: Sendable {
    package enum Status: String, Sendable {
        case active = "ACTIVE"
        case next = "NEXT"
        case expired = "EXPIRED"
    }

    /// The server's path segment.
    package let server: String
    package let keyID: String
    package let status: Status
    fileprivate let jwk: JSON

    private init(_ server: AuthorizationServer, _ key: SigningKey, _ status: Status) {
        self.server = server.address ?? server.id.rawValue
        keyID = key.id
        self.status = status
        jwk = key.jwk
    }

    fileprivate var members: JSONObject {
        ["server": .string(server), "kid": .string(keyID), "status": .string(status.rawValue)]
    }

    /// A server's keys in the order of `/keys`.
    fileprivate static func all(
        _ keys: ServerKeys,
        next: SigningKey? = nil,
        of server: AuthorizationServer
    ) -> [KeyStatus] {
        [KeyStatus(server, keys.active, .active)] + (next.map { [KeyStatus(server, $0, .next)] } ?? [])
            + keys.others.map { KeyStatus(server, $0, .expired) }
    }
}

extension ControlOperations {
    /// The published keys of every server, its signing key first.
    package func publishedKeys() throws(ControlError) -> [KeyStatus] {
        let snapshot = snapshot
        var statuses: [KeyStatus] = []
        for server in snapshot.organization.allServers {
            do throws(CryptoError) {
                let next = try snapshot.keys.nextKey(of: server, at: snapshot.now)
                statuses += KeyStatus.all(try snapshot.keys.keys(of: server), next: next, of: server)
            } catch {
                throw ControlError(error.kind, "\(server.name) has no signing key: \(error)")
            }
        }
        return statuses
    }

    /// Makes the next key the signing key.
    ///
    /// - Parameters:
    ///   - name: the server; nil means every server.
    ///   - retire: whether former keys are no longer published.
    /// - Returns: the published keys of each server, its signing key first, without the next key.
    /// - Throws: an error where there is no such server, or a key cannot be made.
    package func rotateKeys(of name: String?, retire: Bool) throws(ControlError) -> [KeyStatus] {
        let servers = try name.map { name throws(ControlError) in [try server(name)] }
        var statuses: [KeyStatus] = []
        for server in servers ?? tenant.organization.allServers {
            do throws(CryptoError) {
                statuses += KeyStatus.all(try tenant.rotateKeys(of: server, retire: retire), of: server)
            } catch {
                let field = error.kind == .badValue ? "server" : nil
                throw ControlError(error.kind, field: field, "\(server.name) has no next key: \(error)")
            }
        }
        return statuses
    }
}

extension CryptoError {
    /// How the control API answers it: a store that fails is no fault of the request.
    fileprivate var kind: ControlError.Kind { operation == .keepKey ? .storeUnavailable : .badValue }
}
