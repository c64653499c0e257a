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
}
