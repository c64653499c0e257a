/// Which field names a list may hold, one bit for each of sixty-four kinds of names.
///
/// A name whose bit is missing is certainly not there, which spares most look-ups the reading of any line; one whose
/// bit is set has to be looked for.
struct NameFilter: Hashable, Sendable {
    private var bits: UInt64 = 0

    /// Of no name.
    init() {}

    /// Of one name, by what all its spellings have in common: length, first and last letter.
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
