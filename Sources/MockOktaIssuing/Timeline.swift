package import MockOktaModel

/// What ends self-contained tokens before their time: clocks that are moved back, users and apps that end.
///
/// A token that expired before the clock was moved back must not become valid by it (RFC 7519 knows only `exp`), nor
/// one whose user was deactivated when the user is activated again. So every such token carries the epoch in which it
/// was made.
package struct Timeline: Hashable, Sendable {
    /// Whose tokens end together.
    package enum Subject: Hashable, Sendable {
        case user(UserID)
        case client(String)
        case server(AuthorizationServerID)
        /// A user who may not use an app any more.
        case assignment(UserID, client: String)
    }

    /// So many subjects are remembered at least; the tokens of earlier ones have expired since.
    private static let capacity = 10_000

    /// A move of the clock: what was made in these epochs and had expired at this instant stays expired.
    private struct Departure: Hashable {
        let epochs: Range<UInt32>
        let instant: Instant
    }

    package private(set) var epoch: UInt32 = 0
    private var departures: [Departure] = []
    /// The epochs whose tokens ended with each subject.
    private var ended: [Subject: [Range<UInt32>]] = [:]

    package init() {}

    /// Begins an epoch after the clock was moved back.
    package mutating func clockMovedBack(from instant: Instant) {
        epoch &+= 1
        add(Departure(epochs: 0..<epoch, instant: instant))
    }

    /// Begins an epoch after subjects have ended: their tokens of earlier epochs stay ended.
    package mutating func end(_ subjects: [Subject]) {
        guard !subjects.isEmpty else { return }
        epoch &+= 1
        for subject in subjects { ended[subject] = [0..<epoch] }
        guard ended.count > 2 * Self.capacity else { return }
        let latest = ended.sorted { Self.last($0.value) > Self.last($1.value) }.prefix(Self.capacity)
        ended = Dictionary(uniqueKeysWithValues: latest.map { ($0.key, $0.value) })
    }

    private static func last(_ ranges: [Range<UInt32>]) -> UInt32 { ranges.map(\.upperBound).max() ?? 0 }

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
        for (subject, ranges) in ended {
            for range in ranges where range.upperBound > saved.epoch {
                let since = max(range.lowerBound, saved.epoch)..<range.upperBound
                let others = timeline.ended[subject, default: []].filter { !since.contains($0.lowerBound) }
                timeline.ended[subject] = others + [since]
            }
        }
        if let instant, saved.epoch < timeline.epoch {
            timeline.add(Departure(epochs: saved.epoch..<timeline.epoch, instant: instant))
        }
        return timeline
    }

    /// Whether a token of that epoch and expiry had expired at an instant from which the clock was moved back.
    package func hasExpired(epoch: UInt32, expires: Instant) -> Bool {
        departures.contains { $0.epochs.contains(epoch) && $0.instant >= expires }
    }

    /// Whether one of the subjects of a token has ended after its epoch.
    package func hasEnded(_ subjects: [Subject], after epoch: UInt32) -> Bool {
        !ended.isEmpty && subjects.contains { ended[$0]?.contains { $0.contains(epoch) } ?? false }
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
