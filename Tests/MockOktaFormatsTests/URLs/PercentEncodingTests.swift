import MockOktaFormats
import Testing

@Suite struct PercentEncodingTests {
    @Test(arguments: [("%20", 0x20), ("%c3", 0xC3), ("%A9", 0xA9), ("%00", 0x00), ("%fFz", 0xFF)] as [(String, UInt8)])
    func `an escape stands for a byte`(text: String, byte: UInt8) {
        #expect(PercentEncoding.byte(escapedIn: text.utf8.span, at: 0) == byte)
    }

    @Test(arguments: ["%", "%2", "%zz", "%2g", "%%20", "% 2", "%+1"])
    func `an escape has two hexadecimal digits`(text: String) {
        #expect(PercentEncoding.byte(escapedIn: text.utf8.span, at: 0) == nil)
    }

    @Test func `the index is that of the percent sign`() {
        #expect(PercentEncoding.byte(escapedIn: "a%41%42".utf8.span, at: 4) == 0x42)
    }
}
