package import MockOktaModel

/// How often, and from when, the clock was moved back.
///
/// A token that had expired before such a move must not come to life by it (RFC 7519 knows only `exp`), so every
/// self-contained token carries the epoch in which it was made.
package struct Timeline: Hashable, Sendable {
    /// The instants from which the clock was moved back, oldest first.
    package private(set) var departures: [Instant] = []

    package init() {}

    package var epoch: UInt32 { UInt32(truncatingIfNeeded: departures.count) }

    package mutating func clockMovedBack(from instant: Instant) {
        departures.append(instant)
    }

    /// Whether a token of that epoch and expiry was dead already at a moment the clock has since left.
    package func hasBuried(epoch: UInt32, expires: Instant) -> Bool {
        departures.dropFirst(Int(epoch)).contains { $0 >= expires }
    }
}
