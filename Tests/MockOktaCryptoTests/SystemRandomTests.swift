import MockOktaCrypto
import Testing

struct SystemRandomTests {
    @Test(arguments: [0, 1, 16, 33])
    func `as many bytes come as were asked for`(count: Int) {
        #expect(SystemRandom.bytes(count).count == count)
    }

    @Test func `two draws differ`() {
        #expect(SystemRandom.bytes(32) != SystemRandom.bytes(32))
    }

    @Test func `seeds fit into a JSON number and are never zero`() {
        let seeds = (0..<100).map { _ in SystemRandom.seed() }
        #expect(seeds.allSatisfy { $0 > 0 && $0 < 1 << 53 })
        #expect(Set(seeds).count == seeds.count)
    }
}
