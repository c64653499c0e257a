import MockOktaCrypto
import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/keys`: the public keys of a server (RFC 7517 §5).
enum KeysEndpoint {
    static func answer(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        if context.server.isOrg { try DiscoveryEndpoint.checkClient(context) }
        do throws(CryptoError) {
            let keys = try context.snapshot.keys.keys(of: context.server)
            let next = try context.snapshot.keys.nextKey(of: context.server, at: context.snapshot.now)
            let now = context.snapshot.now
            let change = context.snapshot.keys.nextChange(of: context.server, at: now)
            let age = change.map { $0 - now } ?? .hours(24)
            return JSONAnswer.cacheable(keys.document(announcing: next), for: age, at: now)
        } catch {
            let why = "no key for server \(context.server.name): \(error)"
            throw error.refusal(orElse: Refusal(.serverError, why: why))
        }
    }
}
