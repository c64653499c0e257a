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
        let servers = try body.string("server").map { name throws(ControlError) in [try call.server(name)] }
        var rows: [JSON] = []
        for server in servers ?? call.tenant.organization.allServers {
            do throws(CryptoError) {
                let keys = try call.tenant.rotateKeys(of: server, retire: retire)
                rows.append(row(server, keys.active, "ACTIVE"))
                rows += keys.others.map { row(server, $0, "EXPIRED") }
            } catch {
                throw ControlError(.badValue, field: "server", "\(server.name) gets no key: \(error)")
            }
        }
        return ControlAnswer.json(.ok, ["keys": .array(rows)])
    }

    private static func row(_ server: AuthorizationServer, _ key: SigningKey, _ status: String) -> JSON {
        let name = server.address ?? server.id.rawValue
        return ["server": .string(name), "kid": .string(key.id), "status": .string(status)]
    }
}
