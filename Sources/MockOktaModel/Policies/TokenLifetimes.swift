/// How long tokens live, in minutes, as a rule's `actions.token` says.
package struct TokenLifetimes: Hashable, Sendable {
    package var accessMinutes: Int32
    /// Counted from the first refresh token of a grant; 0 means no limit.
    package var refreshMinutes: Int32
    /// A refresh token that is not used for so long dies; 0 means no such window (org server).
    package var windowMinutes: Int32

    package init(accessMinutes: Int32, refreshMinutes: Int32, windowMinutes: Int32) {
        self.accessMinutes = accessMinutes
        self.refreshMinutes = refreshMinutes
        self.windowMinutes = windowMinutes
    }

    /// What Okta gives a rule that says nothing.
    package static let standard = TokenLifetimes(accessMinutes: 60, refreshMinutes: 0, windowMinutes: 10080)

    /// The org server's, which no policy changes: one hour, 90 days, no idle window.
    package static let org = TokenLifetimes(accessMinutes: 60, refreshMinutes: 90 * 24 * 60, windowMinutes: 0)

    package var access: TimeSpan { .minutes(Int64(accessMinutes)) }

    /// ID tokens always live an hour, whatever the rule says.
    package static let idToken: TimeSpan = .minutes(60)

    /// When a refresh token made at `created` and last used at `lastUsed` dies.
    package func refreshDeadline(created: Instant, lastUsed: Instant) -> Instant {
        let absolute = refreshMinutes == 0 ? Instant.distantFuture : created + .minutes(Int64(refreshMinutes))
        let idle = windowMinutes == 0 ? Instant.distantFuture : lastUsed + .minutes(Int64(windowMinutes))
        return min(absolute, idle)
    }
}
