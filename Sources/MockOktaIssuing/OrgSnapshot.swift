import MockOktaFormats
package import MockOktaModel

/// The state that one request sees: the org, the instant, the stores, and the URLs of the request.
///
/// Immutable, so that a request uses one state of the org from start to end. The random generator is a separate
/// argument. An object, because every step of the processing holds it.
package final class OrgSnapshot: Sendable {
    package let organization: Organization
    package let now: Instant
    package let timeline: Timeline
    package let state: IssuedState
    package let keys: any KeyStore
    package let secret: TenantSecret
    package let urls: BaseURLs
    package let caches: TenantCaches
    package let outbox: Outbox

    package init(
        organization: Organization,
        now: Instant,
        timeline: Timeline,
        state: IssuedState,
        keys: any KeyStore,
        secret: TenantSecret,
        urls: BaseURLs,
        caches: TenantCaches = TenantCaches(),
        outbox: Outbox
    ) {
        self.organization = organization
        self.now = now
        self.timeline = timeline
        self.state = state
        self.keys = keys
        self.secret = secret
        self.urls = urls
        self.caches = caches
        self.outbox = outbox
    }

    /// The same state with another org.
    package func with(_ organization: Organization) -> OrgSnapshot {
        OrgSnapshot(
            organization: organization,
            now: now,
            timeline: timeline,
            state: state,
            keys: keys,
            secret: secret,
            urls: urls,
            caches: caches,
            outbox: outbox
        )
    }

    package func issuer(of server: AuthorizationServer) -> String { urls.front + server.issuerPath }
}

/// The scheme and host of URLs in answers, without a slash at the end.
package struct BaseURLs: Hashable, Sendable {
    /// The base of the issuer and of URLs that a browser opens.
    package let front: String
    /// The base of endpoints that servers call: equal to `front`, unless a back-channel URL is configured.
    package let back: String

    package init(front: String, back: String? = nil) {
        self.front = front
        self.back = back ?? front
    }

    /// The scheme and host of `front`, which browsers send as `Origin`.
    package var origin: String { String(front.prefix(front.count - path.count)) }

    /// The path of `front` that selects a tenant (`/t/team-a`); empty for the main org.
    package var path: Substring {
        let bytes = front.utf8
        // Every page and cookie asks for it, and nearly no base has one: only a third slash begins it.
        guard bytes.span.count(of: UInt8(ascii: "/")) > 2 else { return "" }
        return URIParts(front).path
    }
}
