extension QRCode {
    /// The side of a module in pixels.
    private static let scale = 4

    /// The code as a PNG image, black on white, which is not compressed (ISO/IEC 15948).
    ///
    /// A module is four pixels wide; around the code is the quiet zone of four modules.
    package var png: [UInt8] {
        let side = (modules.count + 8) * Self.scale
        let size = Self.bytes(UInt32(truncatingIfNeeded: side))
        // One bit a pixel, in shades of grey.
        let header = size + size + [1, 0, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Self.chunk("IHDR", header)
            + Self.chunk("IDAT", Self.stored(lines)) + Self.chunk("IEND", [])
    }

    /// The lines of the image, each behind the byte 0, which says that it is not filtered.
    private var lines: [UInt8] {
        let count = modules.count + 8
        var lines: [UInt8] = []
        for y in 0..<count {
            var line = [UInt8](repeating: 0xFF, count: (count * Self.scale + 7) / 8)
            for x in 0..<count where isDark(x - 4, y - 4) {
                for pixel in x * Self.scale..<(x + 1) * Self.scale { line[pixel / 8] &= ~(0x80 >> UInt8(pixel % 8)) }
            }
            for _ in 0..<Self.scale { lines += [0] + line }
        }
        return lines
    }

    private func isDark(_ x: Int, _ y: Int) -> Bool {
        modules.indices.contains(y) && modules[y].indices.contains(x) && modules[y][x]
    }

    private static func bytes(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
    }

    private static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
        let content = Array(type.utf8) + data
        return bytes(UInt32(truncatingIfNeeded: data.count)) + content + bytes(checksum(content))
    }

    /// The checksum of a chunk (ISO/IEC 15948, annex D).
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var register = UInt32.max
        for byte in bytes {
            register ^= UInt32(byte)
            for _ in 0..<8 { register = register & 1 == 1 ? register >> 1 ^ 0xEDB8_8320 : register >> 1 }
        }
        return ~register
    }

    /// Bytes in the format of zlib, in one block that is not compressed (RFC 1950, RFC 1951 §3.2.4): the largest code
    /// has 8,840, a block may have 65,535.
    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        let length = UInt16(truncatingIfNeeded: bytes.count)
        let lengths = [length, ~length].flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        var (low, high): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            low = (low + UInt32(byte)) % 65_521
            high = (high + low) % 65_521
        }
        return [0x78, 0x01, 1] + lengths + bytes + self.bytes(high << 16 | low)
    }
}
