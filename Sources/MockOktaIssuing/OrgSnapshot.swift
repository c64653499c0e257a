package import MockOktaModel

/// All that one request may know: the org, the instant, what was issued, and the URLs it was reached by.
///
/// Immutable, so that a request sees one state of the org from start to end. Chance is handed in beside it. An object,
/// because every part of an answer holds it.
package final class OrgSnapshot: Sendable {
    package let organization: Organization
    package let now: Instant
    package let timeline: Timeline
    package let state: IssuedState
    package let keys: any KeyStore
    package let secret: TenantSecret
    package let urls: BaseURLs
    package let caches: TenantCaches

    package init(
        organization: Organization,
        now: Instant,
        timeline: Timeline,
        state: IssuedState,
        keys: any KeyStore,
        secret: TenantSecret,
        urls: BaseURLs,
        caches: TenantCaches = TenantCaches()
    ) {
        self.organization = organization
        self.now = now
        self.timeline = timeline
        self.state = state
        self.keys = keys
        self.secret = secret
        self.urls = urls
        self.caches = caches
    }

    package func issuer(of server: AuthorizationServer) -> String { urls.front + server.issuerPath }
}

/// The scheme and host that URLs in answers begin with, without a slash at the end.
package struct BaseURLs: Hashable, Sendable {
    /// For the issuer and what a browser visits.
    package let front: String
    /// For what a server calls: the same, unless a back-channel URL is configured.
    package let back: String

    package init(front: String, back: String? = nil) {
        self.front = front
        self.back = back ?? front
    }

    /// Of `front`: scheme and host without a path, as browsers tell where a page comes from.
    package var origin: String { String(front.prefix(front.count - path.count)) }

    /// Of `front`: the path that a tenant is reached by (`/t/team-a`), empty for most.
    package var path: Substring {
        guard let scheme = front.firstRange(of: "://") else { return "" }
        let rest = front[scheme.upperBound...]
        return rest.firstIndex(of: "/").map { rest[$0...] } ?? ""
    }
}
