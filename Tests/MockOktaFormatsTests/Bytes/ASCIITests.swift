import MockOktaFormats
import Testing

@Suite struct ASCIITests {
    private static let all = UInt8.min...UInt8.max

    private static func text(_ isMember: (UInt8) -> Bool) -> String {
        String(decoding: all.filter(isMember), as: UTF8.self)
    }

    @Test func `each class has its characters and no others`() {
        #expect(Self.text(ASCII.isDigit) == "0123456789")
        #expect(Self.text(ASCII.isLetter) == "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        #expect(
            Self.text(ASCII.isUnreserved) == "-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~"
        )
        #expect(Self.all.filter(ASCII.isVisible) == Array(0x21...0x7E))
    }
}
