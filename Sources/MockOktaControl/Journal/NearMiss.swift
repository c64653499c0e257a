import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// A request that does not match a filter or a fault, and why not.
package struct NearMiss: Sendable {
    package let entry: JournalEntry
    /// One text for each condition that is not met, such as `client_id is web-app, not spa-app`.
    package let differences: [String]

    /// How many of the latest entries are compared; this bounds the time that an event loop spends on it.
    package static let searched = 500
    /// At most this many are reported.
    private static let limit = 3

    func json(showsSecrets: Bool) -> JSON {
        [
            "request": entry.json(showsSecrets: showsSecrets),
            "differs": .array(differences.map { .string($0) }),
        ]
    }

    /// The best of some candidates: those with the fewest differences, then those whose texts are the most similar,
    /// then the newest.
    fileprivate static func best(_ candidates: [(miss: NearMiss, distance: Int)]) -> [NearMiss] {
        let sorted = candidates.sorted { left, right in
            (left.miss.differences.count, left.distance, -left.miss.entry.id)
                < (right.miss.differences.count, right.distance, -right.miss.entry.id)
        }
        return sorted.prefix(limit).map(\.miss)
    }
}

extension JournalFilter {
    /// The entries that match nearly, the nearest first; at most three.
    package func nearest(in journal: Journal) -> [NearMiss] {
        NearMiss.best(
            journal.entries().suffix(NearMiss.searched).compactMap { entry in
                var differences: [Difference] = []
                compare(entry) { difference in
                    differences.append(difference)
                    return true
                }
                if entry.id <= after {
                    differences.append(Difference(name: "id", actual: String(entry.id), wanted: "after \(after)"))
                }
                guard !differences.isEmpty else { return nil }
                let distance = differences.reduce(0) { sum, difference in
                    sum
                        + EditDistance.between(
                            String((difference.actual ?? "").prefix(100)),
                            String(difference.wanted.prefix(100))
                        )
                }
                return (NearMiss(entry: entry, differences: differences.map(\.text)), distance)
            }
        )
    }
}

extension FaultRule {
    /// The latest requests that the fault nearly matches, the nearest first; at most three.
    func nearest(in journal: Journal, _ snapshot: OrgSnapshot) -> [NearMiss] {
        NearMiss.best(
            journal.entries().suffix(NearMiss.searched).map { entry in
                let differences = differences(from: RequestFacts(entry, in: snapshot))
                guard differences.isEmpty else { return (NearMiss(entry: entry, differences: differences), 0) }
                let why = "it matches: it came before the fault, or after, every or probability left it out"
                return (NearMiss(entry: entry, differences: [why]), -1)
            }
        )
    }
}
