import MockOktaControl
import MockOktaCrypto
import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// The answers to `/keys` that a fault can select.
enum KeySetAnswer {
    static func response(
        _ set: FaultEffect.KeySet,
        _ server: AuthorizationServer,
        _ keys: TenantKeys,
        at now: Instant
    ) -> HTTPResponse {
        let document: JSON =
            switch set {
            case .empty: ["keys": []]
            case .stale: ["keys": .array(stale(server, keys))]
            }
        return JSONAnswer.cacheable(document.serialized(), at: now)
    }

    /// The keys of a cache filled before the active key was published: the former keys, or else an unpublished key.
    private static func stale(_ server: AuthorizationServer, _ keys: TenantKeys) -> [JSON] {
        guard let present = try? keys.keys(of: server) else { return [] }
        if !present.others.isEmpty { return present.others.map(\.jwk) }
        return (try? TestKeys.unpublishedKey()).map { [$0.jwk] } ?? []
    }
}
