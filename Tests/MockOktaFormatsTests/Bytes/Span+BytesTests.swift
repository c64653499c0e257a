import MockOktaFormats
import Testing

/// Spans cannot stand inside an expectation, so each question has a function here.
struct SpanBytesTests {
    private func place(of byte: UInt8, in bytes: [UInt8], from start: Int = 0) -> Int? {
        bytes.span.firstIndex(of: byte, from: start)
    }

    private func areEqual(_ one: String, _ other: String, ignoringCase: Bool) -> Bool {
        let (one, other) = (Array(one.utf8), Array(other.utf8))
        return ignoringCase ? one.span.equalsIgnoringCase(other.span) : one.span.equals(other.span)
    }

    private func text(_ bytes: [UInt8]) -> String? { String(utf8: bytes.span) }

    /// Every place in texts of every length around the eight bytes that are looked at together.
    @Test func `the first place of a byte is found wherever it is`() {
        for length in 0...20 {
            var bytes = [UInt8](repeating: 0x80, count: length)
            #expect(place(of: 0x0A, in: bytes) == nil)
            for index in 0..<length {
                bytes[index] = 0x0A
                #expect(place(of: 0x0A, in: bytes) == index)
                #expect(place(of: 0x0A, in: bytes, from: index) == index)
                #expect(place(of: 0x0A, in: bytes, from: index + 1) == nil)
                bytes[index] = 0x0B
            }
        }
    }

    @Test func `neighbours in value are not taken for the byte`() {
        let bytes: [UInt8] = [0x0B, 0x8A, 0x09, 0xFF, 0x00, 0x4A, 0x0E, 0x1A, 0x0A, 0x0A]
        #expect(place(of: 0x0A, in: bytes) == 8)
        #expect(place(of: 0x8A, in: bytes) == 1)
        #expect(place(of: 0x0C, in: bytes) == nil)
        let count = bytes.span.count(of: 0x0A)
        #expect(count == 2)
    }

    @Test func `equality may disregard the case of letters only`() {
        #expect(areEqual("BASIC @[", "basic @[", ignoringCase: true))
        #expect(!areEqual("BASIC @[", "basic @[", ignoringCase: false))
        #expect(areEqual("same", "same", ignoringCase: false))
        #expect(!areEqual("@", "`", ignoringCase: true))
        #expect(!areEqual("a", "ab", ignoringCase: true))
    }

    @Test func `text is made of UTF-8 only`() {
        #expect(text(Array("é".utf8)) == "é")
        #expect(text([0xC3, 0x28]) == nil)
    }
}
