import MockOktaCrypto
import Testing

struct SystemRandomTests {
    @Test(arguments: [0, 1, 16, 33])
    func `as many bytes come as were asked for`(count: Int) throws {
        #expect(try SystemRandom.bytes(count).count == count)
    }

    @Test func `a negative count is refused`() {
        #expect(throws: CryptoError.self) { try SystemRandom.bytes(-1) }
    }

    @Test func `two draws differ`() throws {
        #expect(try SystemRandom.bytes(32) != SystemRandom.bytes(32))
    }

    @Test func `seeds fit into a JSON number and are never zero`() throws {
        let seeds = try (0..<100).map { _ in try SystemRandom.seed() }
        #expect(seeds.allSatisfy { $0 > 0 && $0 < 1 << 53 })
        #expect(Set(seeds).count == seeds.count)
    }
}
