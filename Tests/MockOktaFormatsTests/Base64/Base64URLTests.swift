import MockOktaFormats
import Testing

/// The vectors of RFC 4648 §10, without padding, and those that show the two characters of their own.
private let vectors: [(bytes: [UInt8], text: String)] = [
    ([], ""),
    (Array("f".utf8), "Zg"),
    (Array("fo".utf8), "Zm8"),
    (Array("foo".utf8), "Zm9v"),
    (Array("foob".utf8), "Zm9vYg"),
    (Array("fooba".utf8), "Zm9vYmE"),
    (Array("foobar".utf8), "Zm9vYmFy"),
    ([0xFF, 0xEF, 0xBF], "_--_"),
    ([0x00, 0x00, 0x00, 0x00], "AAAAAA"),
]

@Suite struct Base64URLTests {
    @Test(arguments: vectors)
    func `bytes become text and text becomes bytes`(bytes: [UInt8], text: String) {
        #expect(Base64URL.encode(bytes) == text)
        #expect(Base64URL.decode(text) == bytes)
    }

    @Test func `every twelve bits have the characters of their halves`() {
        let characters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        for bits in 0..<4096 {
            let bytes = [UInt8(bits >> 4), UInt8(bits << 4 & 0xF0 | bits >> 8), UInt8(bits & 0xFF)]
            let pair = String([characters[bits >> 6], characters[bits & 0x3F]])
            #expect(Base64URL.encode(bytes) == pair + pair)
        }
    }

    @Test func `a slice is encoded like an array`() {
        #expect(Base64URL.encode("xfoo".utf8.dropFirst()) == "Zm9v")
    }

    @Test(arguments: ["Zg==", "Zg=", "Zm+v", "Zm/v", "Zm9v\n", "Zm 9v", "Z", "Zm9vY", "Zm9\u{E9}"])
    func `other spellings are refused`(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test(arguments: ["Zh", "Zv", "Zm9", "Zm-"])
    func `bits that stand for nothing must be zero`(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test func `a prefix is shorter or refused`() {
        for prefix in textPrefixes(of: "Zm9vYmFyZm9vYmFy") {
            let bytes = Base64URL.decode(prefix)
            #expect(bytes == nil || bytes.map(Base64URL.encode) == prefix)
        }
    }
}
