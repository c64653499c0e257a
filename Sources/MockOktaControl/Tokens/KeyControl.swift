import MockOktaCrypto
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/_mock/keys/rotate`: lets servers sign with new keys.
enum KeyControl {
    static func rotate(_ call: ControlCall) throws(ControlError) -> HTTPResponse {
        let body = try ControlBody(call.request, allowed: ["server", "retire"])
        let retire = try body.bool("retire") ?? false
        let keys = try call.steering.rotateKeys(of: body.string("server"), retire: retire)
        return ControlAnswer.json(.ok, ["keys": .array(keys.map(\.json))])
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

    fileprivate var json: JSON {
        ["server": .string(server), "kid": .string(keyID), "status": .string(status.rawValue)]
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
                let keys = try tenant.rotateKeys(of: server, retire: retire)
                let name = server.address ?? server.id.rawValue
                statuses.append(KeyStatus(server: name, keyID: keys.active.id, status: .active))
                statuses += keys.others.map { KeyStatus(server: name, keyID: $0.id, status: .expired) }
            } catch {
                throw ControlError(.badValue, field: "server", "\(server.name) gets no key: \(error)")
            }
        }
        return statuses
    }
}
