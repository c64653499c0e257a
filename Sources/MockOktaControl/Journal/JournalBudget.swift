import MockOktaSystem
import Synchronization

/// Limits the bytes of all journals of a process together, because any client can make isolated orgs.
///
/// Each journal reports how its size changes. Where the sum exceeds the limit, the largest journals lose their oldest
/// entries. A journal's lock is never held while another lock is taken, and no lock is held while a journal's is.
package final class JournalBudget: Sendable {
    private struct Member: Sendable {
        weak var journal: Journal?
    }

    private let limit: Int
    private let used = Atomic<Int>(0)
    private let isReclaiming = Atomic<Bool>(false)
    private let members = Lock<[Member]>([])

    /// - Parameter limit: bytes.
    package init(limit: Int) {
        self.limit = limit
    }

    func join(_ journal: Journal) {
        members.withLock { members in
            members.removeAll { $0.journal == nil }
            members.append(Member(journal: journal))
        }
    }

    /// Reports that a journal, whose lock the caller does not hold, has grown or shrunk.
    func change(by bytes: Int) {
        guard bytes != 0 else { return }
        if used.wrappingAdd(bytes, ordering: .relaxed).newValue > limit { reclaim() }
    }

    /// Subtracts the bytes of a journal that is being deallocated.
    func leave(_ bytes: Int) { used.wrappingSubtract(bytes, ordering: .relaxed) }

    /// Removes the oldest entries of the largest journals, so that they are equally large and the sum is somewhat below
    /// the limit: this is not done for every request.
    ///
    /// Another thread that finds the limit exceeded meanwhile leaves it to the one that is at work.
    private func reclaim() {
        guard isReclaiming.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged else {
            return
        }
        let excess = used.load(ordering: .relaxed) - (limit - limit / 16)
        let journals = members.withLock { $0.compactMap(\.journal) }.map { (journal: $0, bytes: $0.bytes) }
        let level = Self.level(of: journals.map(\.bytes), without: excess)
        for (journal, bytes) in journals where bytes > level {
            used.wrappingSubtract(journal.removeOldest(bytes: bytes - level), ordering: .relaxed)
        }
        isReclaiming.store(false, ordering: .releasing)
    }

    /// The greatest size that leaves the sum of sizes smaller by an excess when all larger ones are cut to it.
    package static func level(of sizes: [Int], without excess: Int) -> Int {
        let sorted = sizes.sorted(by: >)
        var sum = 0
        for (index, size) in sorted.enumerated() {
            sum += size
            let next = index + 1 < sorted.count ? sorted[index + 1] : 0
            if sum - (index + 1) * next >= excess { return max(0, (sum - excess) / (index + 1)) }
        }
        return 0
    }
}
