import MockOktaControl
import MockOktaEndpoints
package import MockOktaHTTP
package import MockOktaModel
import MockOktaSystem

/// Counts calls in windows of a minute and announces what is left (Okta, "Rate limits").
///
/// Differs: calls are announced, never refused, unless `mock.rateLimits` is `enforce` or a fault says so; Okta's limits
/// per user and per client are not counted.
package final class RateLimits: Sendable {
    /// Calls that share a limit: all custom servers together, the org server apart.
    package struct Bucket: Hashable, Sendable {
        let calls: Endpoint.Bucket
        let isOrg: Bool

        /// Nil for endpoints whose calls are free.
        init?(_ endpoint: Endpoint, isOrg: Bool) {
            guard let calls = endpoint.bucket else { return nil }
            self.calls = calls
            self.isOrg = isOrg
        }
    }

    struct Window: Sendable {
        fileprivate var start: Instant
        fileprivate var count: Int
    }

    private static let limit = 300
    private static let length: TimeSpan = .minutes(1)
    private let windows = Lock<[Bucket: Window]>([:])

    package init() {}

    /// Counts a call and adds the three fields that Okta sends; where nothing is refused, one call is always left.
    package func announce(_ bucket: Bucket, at now: Instant, isEnforced: Bool, in fields: inout HTTPFields) {
        let window = windows.withLock { windows in
            var window = windows[bucket] ?? Window(start: now, count: 0)
            if now >= window.start + Self.length || now < window.start { window = Window(start: now, count: 0) }
            window.count += 1
            windows[bucket] = window
            return window
        }
        let remaining = max(isEnforced ? 0 : 1, Self.limit - window.count)
        state(remaining: remaining, since: window.start).announce(in: &fields)
    }

    /// The state of a bucket whose calls are used up; nil while some are left.
    func exhaustedState(of bucket: Bucket, at now: Instant) -> RateLimitState? {
        guard let window = windows.withLock({ $0[bucket] }), now >= window.start, now < window.start + Self.length,
            window.count >= Self.limit
        else { return nil }
        return state(remaining: 0, since: window.start)
    }

    /// What a refusal tells that no bucket is behind.
    func exhausted(at now: Instant) -> RateLimitState { state(remaining: 0, since: now) }

    private func state(remaining: Int, since start: Instant) -> RateLimitState {
        let reset = start + Self.length
        return RateLimitState(limit: Self.limit, remaining: remaining, reset: reset, isExhausted: remaining == 0)
    }

    package func reset() { restore([:]) }

    var contents: [Bucket: Window] { windows.withLock { $0 } }

    func restore(_ contents: [Bucket: Window]) {
        windows.withLock { $0 = contents }
    }
}
