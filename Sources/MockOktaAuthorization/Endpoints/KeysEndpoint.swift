import MockOktaCrypto
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/keys`: the public keys of a server (RFC 7517 §5).
enum KeysEndpoint {
    static func answer(_ call: inout Call) throws(Refusal) -> HTTPResponse {
        if call.server.isOrg { try DiscoveryEndpoint.checkClient(call) }
        do throws(CryptoError) {
            let keys = try call.snapshot.keys.keys(of: call.server)
            let next = try call.snapshot.keys.nextKey(of: call.server, at: call.snapshot.now)
            return JSONAnswer.cacheable(keys.document(announcing: next))
        } catch {
            throw Refusal(.serverError, why: "no key for server \(call.server.name): \(error)")
        }
    }
}
