import MockOktaControl
import MockOktaEndpoints
import MockOktaFormats
package import MockOktaHTTP
package import MockOktaModel
import MockOktaSystem

/// Counts requests in windows of a minute and announces how many remain (Okta, "Rate limits").
///
/// Differs: rate limits are announced but not enforced, unless `mock.rateLimits` is `enforce` or a fault enforces them;
/// Okta's limits per user and per client are not counted.
package final class RateLimits: Sendable {
    /// Requests that share a limit: those of all custom servers together, those of the org server separately.
    package struct Bucket: Hashable, Sendable {
        let calls: Endpoint.Bucket
        let isOrg: Bool

        /// Nil for endpoints without a rate limit.
        init?(_ endpoint: Endpoint, isOrg: Bool) {
            guard let calls = endpoint.bucket else { return nil }
            self.calls = calls
            self.isOrg = isOrg
        }
    }

    struct Window: Sendable {
        fileprivate var start: Instant
        fileprivate var count: Int

        /// Counts a request and returns its window; the first one after the window's end begins the next window.
        mutating func countRequest(at now: Instant) -> Window {
            if now >= start + RateLimits.length || now < start { self = Window(start: now, count: 0) }
            count += 1
            return self
        }
    }

    private static let limit = 300
    private static let length: TimeSpan = .minutes(1)
    private let windows = Lock<[Bucket: Window]>([:])

    package init() {}

    /// Counts a request and adds Okta's three fields; where limits are not enforced, at least one request remains.
    package func announce(_ bucket: Bucket, at now: Instant, isEnforced: Bool, in fields: inout HTTPFields) {
        let window = windows.withLock { windows in
            windows[bucket, default: Window(start: now, count: 0)].countRequest(at: now)
        }
        let remaining = max(isEnforced ? 0 : 1, Self.limit - window.count)
        state(remaining: remaining, since: window.start).announce(in: &fields)
    }

    /// The state of a bucket that is exhausted; nil while requests remain.
    func exhaustedState(of bucket: Bucket, at now: Instant) -> RateLimitState? {
        guard let window = windows.withLock({ $0[bucket] }), now >= window.start, now < window.start + Self.length,
            window.count >= Self.limit
        else { return nil }
        return state(remaining: 0, since: window.start)
    }

    /// The state for a 429 that does not come from a bucket.
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
