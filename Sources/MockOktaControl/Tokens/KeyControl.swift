import MockOktaCrypto
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/_mock/keys`: what servers sign with, and letting them sign with new keys.
enum KeyControl {
    /// The published keys of every server, the one that signs now first.
    static func list(_ call: ControlCall) throws(ControlError) -> HTTPResponse {
        let world = call.world
        var rows: [JSON] = []
        for server in call.tenant.organization.allServers {
            do throws(CryptoError) {
                for (key, status) in KeyStatus.all(try world.keys.keys(of: server), of: server) {
                    var members = status.members
                    members["jwk"] = key.jwk
                    rows.append(.object(members))
                }
            } catch {
                throw ControlError(.badValue, "\(server.name) has no key: \(error)")
            }
        }
        return ControlAnswer.json(.ok, ["keys": .array(rows)])
    }

    static func rotate(_ call: ControlCall) throws(ControlError) -> HTTPResponse {
        let body = try ControlBody(call.request, allowed: ["server", "retire"])
        let retire = try body.bool("retire") ?? false
        let keys = try call.steering.rotateKeys(of: body.string("server"), retire: retire)
        return ControlAnswer.json(.ok, ["keys": .array(keys.map { .object($0.members) })])
    }
}

/// A published key of a server, as Okta's API tells its status.
package struct KeyStatus: Sendable {
    package enum Status: String, Sendable {
        case active = "ACTIVE"
        case expired = "EXPIRED"
    }

    /// The word in the server's URL.
    package let server: String
    package let keyID: String
    package let status: Status

    fileprivate var members: JSONObject {
        ["server": .string(server), "kid": .string(keyID), "status": .string(status.rawValue)]
    }

    /// A server's keys with what they are, the one that signs first.
    fileprivate static func all(_ keys: ServerKeys, of server: AuthorizationServer) -> [(SigningKey, KeyStatus)] {
        let name = server.address ?? server.id.rawValue
        let active = (keys.active, KeyStatus(server: name, keyID: keys.active.id, status: .active))
        return [active] + keys.others.map { ($0, KeyStatus(server: name, keyID: $0.id, status: .expired)) }
    }
}

extension Steering {
    /// Lets the next key sign.
    ///
    /// - Parameters:
    ///   - name: the server; nil means every one.
    ///   - retire: whether former keys vanish at once.
    /// - Returns: what each server publishes now, its signing key first.
    /// - Throws: when there is no such server, or no key can be made.
    package func rotateKeys(of name: String?, retire: Bool) throws(ControlError) -> [KeyStatus] {
        let servers = try name.map { name throws(ControlError) in [try server(name)] }
        var statuses: [KeyStatus] = []
        for server in servers ?? tenant.organization.allServers {
            do throws(CryptoError) {
                statuses += KeyStatus.all(try tenant.rotateKeys(of: server, retire: retire), of: server).map(\.1)
            } catch {
                throw ControlError(.badValue, field: "server", "\(server.name) gets no key: \(error)")
            }
        }
        return statuses
    }
}
