import MockOktaControl
import MockOktaCrypto
import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/keys` as a fault wants it.
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

    /// What a cache holds that has not heard of the present key: the keys before it, or one nobody knows.
    private static func stale(_ server: AuthorizationServer, _ keys: TenantKeys) -> [JSON] {
        guard let present = try? keys.keys(of: server) else { return [] }
        if !present.others.isEmpty { return present.others.map(\.jwk) }
        return (try? TestKeys.unpublishedKey()).map { [$0.jwk] } ?? []
    }
}
