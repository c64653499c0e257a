import MockOktaModel
import Testing

@Suite struct SeededRandomTests {
    @Test func `the same seed, purpose and ordinal give the same bytes`() {
        var one = SeededRandom(seed: 7, purpose: "a", ordinal: 1)
        var other = SeededRandom(seed: 7, purpose: "a", ordinal: 1)
        #expect(one.bytes(64) == other.bytes(64))
    }

    @Test(arguments: [(8, "a", 1), (7, "b", 1), (7, "a", 2)] as [(UInt64, String, UInt64)])
    func `a change of any of them gives others`(seed: UInt64, purpose: String, ordinal: UInt64) {
        var reference = SeededRandom(seed: 7, purpose: "a", ordinal: 1)
        var other = SeededRandom(seed: seed, purpose: purpose, ordinal: ordinal)
        #expect(reference.bytes(16) != other.bytes(16))
    }

    @Test(arguments: [0, 1, 7, 8, 9, 33])
    func `as many bytes come as were asked for`(count: Int) {
        var random = SeededRandom(seed: 1, purpose: "", ordinal: 0)
        #expect(random.bytes(count).count == count)
    }

    @Test func `a series gives the same bytes for the same ordinal`() {
        let series = SeededRandom.Series(seed: 7, purpose: "a")
        var (one, other) = (series[1], SeededRandom.Series(seed: 7, purpose: "a")[1])
        #expect(one.bytes(64) == other.bytes(64))
    }

    @Test func `all of a series differ from each other and from those of another seed or purpose`() {
        var seen: Set<[UInt8]> = []
        for (seed, purpose) in [(7, "a"), (8, "a"), (7, "b")] as [(UInt64, String)] {
            let series = SeededRandom.Series(seed: seed, purpose: purpose)
            for ordinal in [0, 1, 2, 3, 1 << 32, .max] as [UInt64] {
                var random = series[ordinal]
                for _ in 0..<4 { seen.insert(random.bytes(8)) }
            }
        }
        #expect(seen.count == 3 * 6 * 4)
    }

    @Test func `each bit of what a series gives is set in about half of its members`() {
        let series = SeededRandom.Series(seed: 7, purpose: "a")
        var counts = [Int](repeating: 0, count: 128)
        for ordinal in 1...1000 as ClosedRange<UInt64> {
            var random = series[ordinal]
            let bytes = random.bytes(16)
            for bit in counts.indices where bytes[bit / 8] >> (bit % 8) & 1 == 1 { counts[bit] += 1 }
        }
        #expect(counts.allSatisfy { (400...600).contains($0) })
    }
}
