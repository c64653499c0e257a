import HeapModule
import MockOktaModel

/// One shard's records: a dictionary from key to slot, and pages of slots that never move when it grows.
struct MemoryTable<Record: Sendable>: Sendable {
    private static var pageSize: Int { 256 }

    private var slots: [RecordKey: UInt32] = [:]
    private var pages: [ContiguousArray<Expiring<Record>?>] = []
    private var free: [UInt32] = []
    private var deadlines = Heap<Deadline>()

    /// When a record may be reclaimed; the record's own expiry may have moved on since.
    private struct Deadline: Comparable {
        let expires: Instant
        let key: RecordKey

        static func < (left: Deadline, right: Deadline) -> Bool { left.expires < right.expires }
        static func == (left: Deadline, right: Deadline) -> Bool { left.expires == right.expires }
    }

    /// The live record of a key; an expired one is removed for good.
    mutating func entry(_ key: RecordKey, at now: Instant) -> Expiring<Record>? {
        guard let slot = slots[key], let entry = self[slot] else { return nil }
        guard now < entry.expires else {
            remove(key, slot)
            return nil
        }
        return entry
    }

    mutating func set(_ entry: Expiring<Record>?, for key: RecordKey) {
        switch (slots[key], entry) {
        case (let slot?, let entry?): self[slot] = entry
        case (let slot?, nil): remove(key, slot)
        case (nil, let entry?): insert(entry, for: key)
        case (nil, nil): break
        }
    }

    func records(at now: Instant) -> [(RecordKey, Record)] {
        slots.compactMap { key, slot in
            self[slot].flatMap { now < $0.expires ? (key, $0.record) : nil }
        }
    }

    /// Forgets records whose time is over, oldest deadline first.
    mutating func reclaim(at now: Instant, atMost count: Int) {
        for _ in 0..<count {
            guard let deadline = deadlines.min, deadline.expires <= now else { return }
            deadlines.removeMin()
            guard let slot = slots[deadline.key], let entry = self[slot] else { continue }
            if entry.expires <= now {
                remove(deadline.key, slot)
            } else {
                deadlines.insert(Deadline(expires: entry.expires, key: deadline.key))
            }
        }
    }

    private mutating func insert(_ entry: Expiring<Record>, for key: RecordKey) {
        let slot = free.popLast() ?? newSlot()
        slots[key] = slot
        self[slot] = entry
        deadlines.insert(Deadline(expires: entry.expires, key: key))
    }

    private mutating func remove(_ key: RecordKey, _ slot: UInt32) {
        slots[key] = nil
        self[slot] = nil
        free.append(slot)
    }

    private mutating func newSlot() -> UInt32 {
        let first = UInt32(pages.count * Self.pageSize)
        pages.append(ContiguousArray(repeating: nil, count: Self.pageSize))
        free = ((first + 1)..<(first + UInt32(Self.pageSize))).reversed()
        return first
    }

    private subscript(_ slot: UInt32) -> Expiring<Record>? {
        get { pages[Int(slot) / Self.pageSize][Int(slot) % Self.pageSize] }
        set { pages[Int(slot) / Self.pageSize][Int(slot) % Self.pageSize] = newValue }
    }
}
