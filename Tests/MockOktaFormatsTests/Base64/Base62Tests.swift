import MockOktaFormats
import Testing

/// Worked out by long division of the whole number.
private let vectors: [(bytes: [UInt8], width: Int, text: String)] = [
    ([], 17, "00000000000000000"),
    ([UInt8](repeating: 0, count: 12), 17, "00000000000000000"),
    ([UInt8](repeating: 255, count: 12), 17, "1f2SI9UJPXvb7vdJ1"),
    ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 17, "00P9MVMcaXWHEX8yi"),
    ([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0], 17, "00000000000018OWG"),
    ([54, 155, 19, 224], 5, "00000"),
    ([54, 155, 19, 224], 6, "100000"),
    ([UInt8](repeating: 255, count: 12), 4, "vdJ1"),
    ([1, 2, 3, 4, 5], 8, "004iwreH"),
]

@Suite struct Base62Tests {
    @Test(arguments: vectors)
    func `a number has its lowest digits`(bytes: [UInt8], width: Int, text: String) {
        #expect(Base62.encode(bytes, width: width) == text)
    }

    @Test(arguments: vectors.filter { $0.bytes.count == 12 && $0.width == 17 })
    func `seventeen digits hold twelve bytes`(bytes: [UInt8], width: Int, text: String) {
        #expect(Base62.decode(text, count: 12) == bytes)
    }
}
