import MockOktaHTTP
import Testing

/// Bytes changed, dropped and doubled at random places of good and bad requests: whatever comes of it, it comes of it
/// however the bytes arrive.
struct RequestParserMutationTests {
    private struct Dice {
        var state: UInt64

        mutating func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % sides
        }
    }

    private static let spice = Array("\r\n\t :;,=?#%\0aZ09-+*/[]\u{7f}".utf8)

    private static func mutated(_ input: [UInt8], _ dice: inout Dice) -> [UInt8] {
        var bytes = input
        for _ in 0...dice.roll(3) {
            let index = dice.roll(bytes.count)
            switch dice.roll(3) {
            case 0: bytes[index] = spice[dice.roll(spice.count)]
            case 1 where bytes.count > 1: bytes.remove(at: index)
            default: bytes.insert(spice[dice.roll(spice.count)], at: index)
            }
        }
        return bytes
    }

    @Test(arguments: RequestParserTests.accepted + RequestParserTests.refused.map(\.text))
    func `a changed request means the same however it is cut`(text: String) {
        var dice = Dice(state: UInt64(text.utf8.count))
        for _ in 0..<60 {
            let input = RequestParserMutationTests.mutated(Array(text.utf8), &dice)
            let whole = ParserDriver.whole(input).result
            #expect(ParserDriver.byteByByte(input).result == whole, "\(String(decoding: input, as: UTF8.self))")
            #expect(ParserDriver.cut(input, at: dice.roll(input.count)).result == whole)
        }
    }
}
