import MockOktaCrypto
import Testing

struct DigestTests {
    /// The "abc" examples of FIPS 180-4 and RFC 1321.
    @Test(arguments: [
        (Digest.md5, "900150983cd24fb0d6963f7d28e17f72"),
        (.sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            .sha384,
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"
        ),
        (
            .sha512,
            """
            ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a
            2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f
            """
        ),
    ])
    func `abc hashes to the published digest`(digest: Digest, expected: String) throws {
        #expect(try digest.hash(Array("abc".utf8)) == hex(expected))
    }

    @Test(arguments: Digest.allCases)
    func `a digest has the announced length, of nothing too`(digest: Digest) throws {
        #expect(try digest.hash([]).count == digest.byteCount)
    }

    @Test func `SHA256 agrees with the published digests`() {
        let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        let million = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        #expect(SHA256.digest([]) == hex(nothing))
        #expect(SHA256.digest([UInt8](repeating: 0x61, count: 1_000_000)) == hex(million))
    }
}
