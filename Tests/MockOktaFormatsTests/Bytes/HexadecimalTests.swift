import MockOktaFormats
import Testing

@Suite struct HexadecimalTests {
    @Test(
        arguments: [
            (0, "0000000000000000"), (0x0123_4567_89AB_CDEF, "0123456789abcdef"), (.max, "ffffffffffffffff"),
            (0xFEDC_BA98_7654_3210, "fedcba9876543210"), (1 << 63, "8000000000000000"),
        ] as [(UInt64, String)]
    )
    func `a number has sixteen digits in either case`(number: UInt64, digits: String) {
        var text = Array("x".utf8)
        Hexadecimal.appendLowerCase(number, to: &text)
        Hexadecimal.appendUpperCase(number, to: &text)
        #expect(String(decoding: text, as: UTF8.self) == "x" + digits + digits.uppercased())
    }
}
