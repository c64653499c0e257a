/// Token lifetimes in minutes, from a rule's `actions.token`.
package struct TokenLifetimes: Hashable, Sendable {
    package var accessMinutes: Int32
    /// Measured from the first refresh token of a grant; 0 means no limit.
    package var refreshMinutes: Int32
    /// A refresh token that is not used for this time expires; 0 means no such window (org server).
    package var windowMinutes: Int32

    package init(accessMinutes: Int32, refreshMinutes: Int32, windowMinutes: Int32) {
        self.accessMinutes = accessMinutes
        self.refreshMinutes = refreshMinutes
        self.windowMinutes = windowMinutes
    }

    /// Okta's defaults for a rule that sets no lifetimes.
    package static let standard = TokenLifetimes(accessMinutes: 60, refreshMinutes: 0, windowMinutes: 10080)

    /// The lifetimes of the org server, which no policy changes: one hour, 90 days, no idle window.
    package static let org = TokenLifetimes(accessMinutes: 60, refreshMinutes: 90 * 24 * 60, windowMinutes: 0)

    package var access: TimeSpan { .minutes(Int64(accessMinutes)) }

    /// ID tokens are always valid for one hour, whatever the rule says.
    package static let idToken: TimeSpan = .minutes(60)

    /// When a refresh token created at `created` and last used at `lastUsed` expires.
    package func refreshDeadline(created: Instant, lastUsed: Instant) -> Instant {
        let absolute = refreshMinutes == 0 ? Instant.distantFuture : created + .minutes(Int64(refreshMinutes))
        let idle = windowMinutes == 0 ? Instant.distantFuture : lastUsed + .minutes(Int64(windowMinutes))
        return min(absolute, idle)
    }
}
