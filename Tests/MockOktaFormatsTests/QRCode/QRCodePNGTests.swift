import MockOktaFormats
import Testing

/// The parts of a PNG image (ISO/IEC 15948), read without the code that writes it.
@Suite struct QRCodePNGTests {
    private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

    /// The data of the chunks by their types.
    private static func chunks(_ image: [UInt8]) -> [(type: String, data: [UInt8])] {
        var (chunks, rest): ([(type: String, data: [UInt8])], ArraySlice<UInt8>) = ([], image.dropFirst(8))
        while rest.count >= 12 {
            let count = number(rest.prefix(4))
            let type = String(decoding: rest.dropFirst(4).prefix(4), as: UTF8.self)
            chunks.append((type, Array(rest.dropFirst(8).prefix(count))))
            rest = rest.dropFirst(12 + count)
        }
        return chunks
    }

    @Test(arguments: ["a", "otpauth://totp/mock-okta:alice%40example.com?secret=JBSWY3DPEHPK3PXP&issuer=mock-okta"])
    func `each module is four by four pixels, dark ones black, inside a white border`(text: String) throws {
        let code = try #require(QRCode(text))
        let image = code.png
        #expect(image.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        let chunks = Self.chunks(image)
        #expect(chunks.map(\.type) == ["IHDR", "IDAT", "IEND"])
        let side = (code.modules.count + 8) * 4
        let size: [UInt8] = [0, 0, UInt8(side / 256), UInt8(side % 256)]
        #expect(chunks[0].data == size + size + [1, 0, 0, 0, 0])
        // Behind the two bytes of zlib and the five of a stored block.
        let lines = chunks[1].data.dropFirst(7).dropLast(4)
        let length = 1 + (side + 7) / 8
        try #require(lines.count == length * side)
        var wrong = 0
        for y in 0..<side {
            let line = Array(lines.dropFirst(y * length).prefix(length))
            #expect(line[0] == 0)
            for x in 0..<side {
                let isBlack = line[1 + x / 8] & (0x80 >> UInt8(x % 8)) == 0
                let (column, row) = (x / 4 - 4, y / 4 - 4)
                let isInside = code.modules.indices.contains(row) && code.modules.indices.contains(column)
                if isBlack != (isInside && code.modules[row][column]) { wrong += 1 }
            }
        }
        #expect(wrong == 0)
    }

    /// The end of every PNG image is the same, with the checksum that the standard gives for an empty chunk.
    @Test func `chunks and the compressed bytes have their checksums`() throws {
        let image = try #require(QRCode("a")).png
        #expect(image.suffix(12) == [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82])
        let data = Self.chunks(image)[1].data
        var (low, high) = (1, 0)
        for byte in data.dropFirst(7).dropLast(4) {
            low = (low + Int(byte)) % 65_521
            high = (high + low) % 65_521
        }
        #expect(data.prefix(3) == [0x78, 0x01, 1] && Self.number(data.suffix(4)) == high * 65_536 + low)
    }
}
