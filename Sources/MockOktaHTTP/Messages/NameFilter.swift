/// A filter of the field names in a list, with one bit for each of sixty-four classes of names.
///
/// A name whose bit is not set is certainly absent, which saves most look-ups from reading any line; a name whose bit
/// is set has to be searched for.
struct NameFilter: Hashable, Sendable {
    private var bits: UInt64 = 0

    /// The empty filter.
    init() {}

    /// The filter of one name, from properties that all its spellings share: length, first and last letter.
    init(_ name: Span<UInt8>) {
        guard !name.isEmpty else {
            bits = 1
            return
        }
        let (first, last) = (name[0] & 0x1F, name[name.count - 1] & 0x1F)
        bits = 1 << UInt64((UInt8(truncatingIfNeeded: name.count) &+ first &* 5 &+ last &* 11) & 63)
    }

    init(_ names: [String]) {
        for name in names { formUnion(NameFilter(name.utf8.span)) }
    }

    mutating func formUnion(_ other: NameFilter) { bits |= other.bits }

    func isDisjoint(with other: NameFilter) -> Bool { bits & other.bits == 0 }
}
