package import MockOktaFormats
package import MockOktaModel
import MockOktaSystem

/// The JWK Sets (RFC 7517 §5) that the double has fetched, by their URLs.
///
/// A set is fetched again when its `Cache-Control` ends, by the clock of the org; once for each `kid` that it lacks;
/// and after every failure. The answer to a request uses the latest result, however old.
package final class FetchedKeySets: Sendable {
    /// A set that a request needs.
    package struct Need: Hashable, Sendable {
        package let url: String
        /// The key that the request's JWT names.
        package let keyID: String?
        /// The number of fetches when the request arrived; nil stands for their number when the fetch begins.
        let fetchCount: Int?

        package init(url: String, keyID: String?, fetchCount: Int? = nil) {
            self.url = url
            self.keyID = keyID
            self.fetchCount = fetchCount
        }
    }

    package enum Outcome: Sendable {
        case keys([JSONObject])
        /// Why there are no keys.
        case failure(String)
    }

    private struct Entry: Sendable {
        var outcome: Outcome
        var expires: Instant
        /// Key ids for which the set was fetched again without success.
        var absentKeys: [String] = []
        /// The number of fetches.
        var ordinal: Int
    }

    /// At most so many absent keys of a set are looked for: a client could name any number of them.
    private static let absentKeyLimit = 16
    private static let capacity = 256

    private let entries = Lock<[ExactString: Entry]>([:])
    /// One lock for each URL: requests that need the same set wait for one fetch.
    private let fetching = Lock<[ExactString: Slot]>([:])

    private final class Slot: Sendable {
        let lock = Lock<Void>(())
    }

    package init() {}

    /// The latest result; nil where the set was never fetched.
    package func outcome(of url: String) -> Outcome? { entries.withLock { $0[url]?.outcome } }

    /// Whether the set must be fetched before the request can be answered.
    package func lacks(_ need: Need, at now: Instant) -> Bool {
        guard let entry = entries.withLock({ $0[need.url] }), case .keys(let keys) = entry.outcome,
            now < entry.expires
        else { return true }
        guard let keyID = need.keyID, !keys.contains(where: { $0.hasKeyID(keyID) }) else { return false }
        return !entry.absentKeys.contains(keyID) && entry.absentKeys.count < Self.absentKeyLimit
    }

    /// Fetches a set and waits for it, unless it was fetched after the request arrived: requests that arrive while a
    /// fetch takes long share its result, also a failure.
    package func fetch(_ need: Need, by fetcher: any DocumentFetcher, at now: Instant) {
        let former = need.fetchCount ?? fetchCount(of: need.url)
        slot(of: need.url).lock.withLock { _ in
            guard fetchCount(of: need.url) == former else { return }
            let result = Self.read(need.url, by: fetcher)
            keep(result, for: need, at: now)
        }
    }

    /// Forgets all sets.
    package func removeAll() { entries.withLock { $0 = [:] } }

    /// How often a set was fetched.
    package func fetchCount(of url: String) -> Int { entries.withLock { $0[url]?.ordinal ?? 0 } }

    private func slot(of url: String) -> Slot {
        fetching.withLock { slots in
            if let slot = slots[url] { return slot }
            if slots.count >= Self.capacity { slots = [:] }
            let slot = Slot()
            slots[url] = slot
            return slot
        }
    }

    private func keep(_ result: (outcome: Outcome, lifetime: TimeSpan), for need: Need, at now: Instant) {
        entries.withLock { entries in
            let former = entries[need.url]
            if former == nil, entries.count >= Self.capacity { entries = [:] }
            var entry = Entry(outcome: result.outcome, expires: now + result.lifetime, ordinal: 1)
            entry.ordinal += former?.ordinal ?? 0
            if case .keys(let keys) = result.outcome {
                let isFresh = former.map { now < $0.expires } ?? false
                entry.absentKeys = isFresh ? former?.absentKeys ?? [] : []
                if let keyID = need.keyID, !keys.contains(where: { $0.hasKeyID(keyID) }) {
                    entry.absentKeys.append(keyID)
                }
            }
            entries[need.url] = entry
        }
    }

    private static func read(_ url: String, by fetcher: any DocumentFetcher) -> (outcome: Outcome, lifetime: TimeSpan) {
        let document: FetchedDocument
        do throws(FetchFailure) {
            document = try fetcher.document(at: url)
        } catch {
            return (.failure("\(url): \(error.why)"), .seconds(0))
        }
        guard document.status == 200 else { return (.failure("\(url) answers \(document.status)"), .seconds(0)) }
        guard let keys = (try? JSON.parse(document.body))?["keys"]?.array else {
            return (.failure("\(url) is no JWK Set: a JSON object with the member keys"), .seconds(0))
        }
        return (.keys(keys.compactMap(\.object)), CacheLifetime.of(document.cacheControl))
    }
}

extension JSONObject {
    /// Whether the key has this `kid`.
    package func hasKeyID(_ id: String) -> Bool { self["kid"]?.string?.hasSameBytes(as: id) == true }
}
