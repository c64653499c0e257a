import MockOktaFormats
package import MockOktaModel

/// Invalidates self-contained tokens before `exp`: when the clock is moved back, and when users or apps are removed or
/// deactivated.
///
/// A token that expired before the clock was moved back must not become valid again (RFC 7519 has only `exp`), nor a
/// token of a deactivated user when the user is activated again. Therefore every such token contains the epoch in which
/// it was issued.
package struct Timeline: Hashable, Sendable {
    /// What a token depends on: when a subject ends, all its tokens end.
    package enum Subject: Hashable, Sendable {
        case user(UserID)
        case client(String)
        case server(AuthorizationServerID)
        /// The assignment of a user to an app.
        case assignment(UserID, client: String)
    }

    /// The minimum number of ended subjects that are kept; the oldest, whose tokens have usually expired, are
    /// removed first.
    private static let capacity = 10_000

    /// A move of the clock: tokens of these epochs that had expired at this instant stay expired.
    private struct Departure: Hashable {
        let epochs: Range<UInt32>
        let instant: Instant
    }

    package private(set) var epoch: UInt32 = 0
    private var departures: [Departure] = []
    /// The epochs in which a subject's tokens have ended.
    private var ended: [Subject: [Range<UInt32>]] = [:]

    package init() {}

    /// Starts a new epoch after the clock was moved back.
    package mutating func clockMovedBack(from instant: Instant) {
        epoch &+= 1
        add(Departure(epochs: 0..<epoch, instant: instant))
    }

    /// Starts a new epoch after subjects have ended; their tokens of earlier epochs become invalid permanently.
    package mutating func end(_ subjects: [Subject]) {
        guard !subjects.isEmpty else { return }
        epoch &+= 1
        for subject in subjects { ended[subject] = [0..<epoch] }
        guard ended.count > 2 * Self.capacity else { return }
        let latest = ended.sorted { Self.last($0.value) > Self.last($1.value) }.prefix(Self.capacity)
        ended = Dictionary(uniqueKeysWithValues: latest.map { ($0.key, $0.value) })
    }

    private static func last(_ ranges: [Range<UInt32>]) -> UInt32 { ranges.map(\.upperBound).max() ?? 0 }

    /// Starts a new epoch at a snapshot, to distinguish tokens issued later from those of the snapshot.
    package mutating func beginEpoch() { epoch &+= 1 }

    /// Returns the timeline after a snapshot was restored.
    ///
    /// Tokens of the snapshot have the state that they had then. Tokens issued since that had expired stay expired.
    ///
    /// - Parameters:
    ///   - saved: the timeline of the snapshot, with its new epoch.
    ///   - instant: the time before the restoration, where it moves the clock back.
    /// - Returns: the new timeline.
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

    /// Whether a token of this epoch and expiry had expired before the clock was moved back.
    package func hasExpired(epoch: UInt32, expires: Instant) -> Bool {
        departures.contains { $0.epochs.contains(epoch) && $0.instant >= expires }
    }

    /// Whether one of the subjects of a token has ended after its epoch.
    package func hasEnded(_ subjects: [Subject], after epoch: UInt32) -> Bool {
        !ended.isEmpty && subjects.contains { ended[$0]?.contains { $0.contains(epoch) } ?? false }
    }

    /// Adds a departure and removes those that it covers, so that repeated moves do not make the list grow.
    private mutating func add(_ departure: Departure) {
        departures.removeAll { other in
            other.instant <= departure.instant && departure.epochs.lowerBound <= other.epochs.lowerBound
                && other.epochs.upperBound <= departure.epochs.upperBound
        }
        departures.append(departure)
    }
}

extension Timeline: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.write(epoch)
        writer.append(UInt64(departures.count))
        for departure in departures {
            writer.write(departure.epochs)
            writer.write(departure.instant)
        }
        writer.append(UInt64(ended.count))
        for (subject, ranges) in ended {
            writer.write(subject)
            writer.write(ranges)
        }
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        epoch = try reader.read()
        for _ in 0..<(try reader.count()) {
            departures.append(Departure(epochs: try reader.read(), instant: try reader.read()))
        }
        for _ in 0..<(try reader.count()) {
            // The type is given, because that of the dictionary's element is optional.
            let (subject, ranges): (Subject, [Range<UInt32>]) = (try reader.read(), try reader.read())
            ended[subject] = ranges
        }
    }
}

extension Timeline.Subject: RecordPart {
    package func write(to writer: inout RecordWriter) {
        switch self {
        case .user(let id):
            writer.append(0 as UInt8)
            writer.write(id)
        case .client(let id):
            writer.append(1 as UInt8)
            writer.write(id)
        case .server(let id):
            writer.append(2 as UInt8)
            writer.write(id)
        case .assignment(let id, let client):
            writer.append(3 as UInt8)
            writer.write(id)
            writer.write(client)
        }
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        let tag = try reader.byte()
        switch tag {
        case 0: self = .user(try reader.read())
        case 1: self = .client(try reader.read())
        case 2: self = .server(try reader.read())
        case 3: self = .assignment(try reader.read(), client: try reader.read())
        default: throw RecordReader.unknown(tag, Self.self)
        }
    }
}
