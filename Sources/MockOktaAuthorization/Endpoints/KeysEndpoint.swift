import MockOktaIssuing
import MockOktaCrypto
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/keys`: the public keys of a server (RFC 7517 §5).
enum KeysEndpoint {
    /// A day: short enough that a test which rotates keys need not fear a cache for long.
    private static let cacheSeconds = 86400

    private static func document(_ keys: ServerKeys) -> [UInt8] {
        var text = Array(#"{"keys":["#.utf8)
        text += keys.active.jwkText
        for key in keys.others { text += [UInt8(ascii: ",")] + key.jwkText }
        text += Array("]}".utf8)
        return text
    }

    static func answer(_ call: inout Call) throws(Refusal) -> HTTPResponse {
        if call.server.isOrg { try DiscoveryEndpoint.checkClient(call) }
        do throws(CryptoError) {
            let keys = try call.world.keys.keys(of: call.server)
            return JSONAnswer.cacheable(document(keys), seconds: cacheSeconds)
        } catch {
            throw Refusal(.serverError, why: "no key for server \(call.server.name): \(error)")
        }
    }
}
