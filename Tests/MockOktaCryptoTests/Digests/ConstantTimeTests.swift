import MockOktaCrypto
import Testing

struct ConstantTimeTests {
    @Test(
        arguments: [
            ([], [], true),
            ([1, 2], [1, 2], true),
            ([1, 2], [1, 3], false),
            ([1, 2], [1], false),
            ([], [0], false),
        ] as [([UInt8], [UInt8], Bool)]
    )
    func `only same bytes of same length are equal`(one: [UInt8], other: [UInt8], equal: Bool) {
        #expect(ConstantTime.equal(one, other) == equal)
    }

    @Test func `texts are compared by their bytes`() {
        #expect(ConstantTime.equal("secret", "secret") && ConstantTime.equal("", ""))
        #expect(!ConstantTime.equal("secret", "secreT") && !ConstantTime.equal("secret", "secret "))
        // One character in two spellings.
        #expect(!ConstantTime.equal("\u{E9}", "e\u{301}"))
    }
}
