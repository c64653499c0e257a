package import MockOktaModel

/// From which instants the clock was moved back.
///
/// A token that expired before such a move must not become valid by it (RFC 7519 knows only `exp`), so every
/// self-contained token carries the epoch in which it was made.
package struct Timeline: Hashable, Sendable {
    /// A move of the clock: what was made in these epochs and had expired at this instant stays expired.
    private struct Departure: Hashable {
        let epochs: Range<UInt32>
        let instant: Instant
    }

    package private(set) var epoch: UInt32 = 0
    private var departures: [Departure] = []

    package init() {}

    /// Begins an epoch after the clock was moved back.
    package mutating func clockMovedBack(from instant: Instant) {
        epoch &+= 1
        add(Departure(epochs: 0..<epoch, instant: instant))
    }

    /// Begins an epoch at a snapshot, so that what is made later can be told from what the snapshot has.
    package mutating func beginEpoch() { epoch &+= 1 }

    /// The timeline after a return to a snapshot.
    ///
    /// What the snapshot has is as it was then. What was made since and had expired stays expired.
    ///
    /// - Parameters:
    ///   - saved: the timeline of the snapshot, after it began an epoch.
    ///   - instant: the time before the return, where that moves the clock back.
    /// - Returns: the timeline from now on.
    package func returned(to saved: Timeline, from instant: Instant?) -> Timeline {
        var timeline = saved
        timeline.epoch = max(epoch, saved.epoch) &+ (instant == nil ? 0 : 1)
        for departure in departures where departure.epochs.upperBound > saved.epoch {
            let first = max(departure.epochs.lowerBound, saved.epoch)
            timeline.add(Departure(epochs: first..<departure.epochs.upperBound, instant: departure.instant))
        }
        if let instant, saved.epoch < timeline.epoch {
            timeline.add(Departure(epochs: saved.epoch..<timeline.epoch, instant: instant))
        }
        return timeline
    }

    /// Whether a token of that epoch and expiry had expired at an instant from which the clock was moved back.
    package func hasBuried(epoch: UInt32, expires: Instant) -> Bool {
        departures.contains { $0.epochs.contains(epoch) && $0.instant >= expires }
    }

    /// Adds a departure in place of those that it covers, so that repeated moves do not make the list grow.
    private mutating func add(_ departure: Departure) {
        departures.removeAll { other in
            other.instant <= departure.instant && departure.epochs.lowerBound <= other.epochs.lowerBound
                && other.epochs.upperBound <= departure.epochs.upperBound
        }
        departures.append(departure)
    }
}
