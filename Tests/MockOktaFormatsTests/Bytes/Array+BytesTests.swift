import MockOktaFormats
import Testing

struct ArrayBytesTests {
    @Test(arguments: [0, 7, 10, 99, 100, 1_767_225_660, -5, Int.max, Int.min])
    func `a number is appended as it is written`(number: Int) {
        var bytes = Array("n=".utf8)
        bytes.append(decimal: number)
        #expect(String(decoding: bytes, as: UTF8.self) == "n=\(number)")
    }

    @Test func `texts and spans are appended whole`() {
        var bytes: [UInt8] = []
        bytes.append("short ")
        bytes.append("a text too long to lie in a string itself, é")
        bytes.append(copying: [0x21, 0x21, 0x21].span.extracting(1...))
        #expect(String(decoding: bytes, as: UTF8.self) == "short a text too long to lie in a string itself, é!!")
    }
}
