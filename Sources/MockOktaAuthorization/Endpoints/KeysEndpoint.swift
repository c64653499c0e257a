import MockOktaIssuing
import MockOktaCrypto
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/keys`: the public keys of a server (RFC 7517 §5).
enum KeysEndpoint {
    static func answer(_ call: inout Call) throws(Refusal) -> HTTPResponse {
        if call.server.isOrg { try DiscoveryEndpoint.checkClient(call) }
        do throws(CryptoError) {
            return JSONAnswer.cacheable(try call.world.keys.keys(of: call.server).document)
        } catch {
            throw Refusal(.serverError, why: "no key for server \(call.server.name): \(error)")
        }
    }
}
