import HeapModule
import MockOktaModel

/// The records of one shard: a dictionary from key to slot, and pages of slots that do not move when the table grows.
struct MemoryTable<Record: Sendable>: Sendable {
    private static var pageSize: Int { 256 }

    private var slots: [RecordKey: UInt32] = [:]
    private var pages: [ContiguousArray<Expiring<Record>?>] = []
    private var free: [UInt32] = []
    private var deadlines = Heap<Deadline>()

    /// Applies the body to the record of a key in place; an expired record is permanently removed first.
    mutating func update(_ key: RecordKey, at now: Instant, _ body: (inout Expiring<Record>?) -> Void) {
        if let slot = liveSlot(of: key, at: now) {
            let (page, place) = Self.place(of: slot)
            body(&pages[page][place])
            if pages[page][place] == nil { remove(key, slot) }
        } else {
            var entry: Expiring<Record>?
            body(&entry)
            if let entry { insert(entry, for: key) }
        }
    }

    func records(at now: Instant) -> [(RecordKey, Record)] {
        slots.compactMap { key, slot in
            self[slot].flatMap { now < $0.expires ? (key, $0.record) : nil }
        }
    }

    /// Removes expired records, those with the oldest deadline first.
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

    private mutating func liveSlot(of key: RecordKey, at now: Instant) -> UInt32? {
        guard let slot = slots[key], let expires = self[slot]?.expires else { return nil }
        guard now < expires else {
            remove(key, slot)
            return nil
        }
        return slot
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

    private static func place(of slot: UInt32) -> (page: Int, place: Int) {
        (Int(slot) / pageSize, Int(slot) % pageSize)
    }

    private subscript(_ slot: UInt32) -> Expiring<Record>? {
        get {
            let (page, place) = Self.place(of: slot)
            return pages[page][place]
        }
        set {
            let (page, place) = Self.place(of: slot)
            pages[page][place] = newValue
        }
    }
}

/// When a record may be reclaimed; the expiry of the record itself may have become later since.
private struct Deadline: Comparable {
    let expires: Instant
    let key: RecordKey

    static func < (left: Deadline, right: Deadline) -> Bool { left.expires < right.expires }
    static func == (left: Deadline, right: Deadline) -> Bool { left.expires == right.expires }
}
