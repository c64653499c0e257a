/// Data and error correction codewords of a QR code (ISO/IEC 18004, 7.4 and 7.5).
struct QRCodewords {
    private let version: QRVersion
    private var data: [UInt8] = []

    /// - Parameters:
    ///   - bytes: the text in UTF-8, not longer than the version's capacity.
    ///   - version: the version of the code.
    init(_ bytes: [UInt8], _ version: QRVersion) {
        self.version = version
        // 0100 is the mode indicator of byte mode.
        var bits = Bits(0b0100, count: 4)
        bits.append(bytes.count, count: version.countBits)
        for byte in bytes { bits.append(Int(byte), count: 8) }
        data = bits.padded(to: version.dataCount)
    }

    /// The codewords of all blocks in turn: the first of each block, then the second of each, and so on; error
    /// correction codewords follow in the same order.
    var interleaved: [UInt8] {
        var blocks: [ArraySlice<UInt8>] = []
        var rest = data[...]
        for count in version.blocks {
            blocks.append(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        let corrections = blocks.map { QRReedSolomon.correction($0, count: version.correctionPerBlock)[...] }
        return Self.interleave(blocks) + Self.interleave(corrections)
    }

    private static func interleave(_ blocks: [ArraySlice<UInt8>]) -> [UInt8] {
        let longest = blocks.map(\.count).max() ?? 0
        return (0..<longest).flatMap { index in blocks.compactMap { $0.dropFirst(index).first } }
    }

    private struct Bits {
        private var bits: [Bool] = []

        init(_ value: Int, count: Int) {
            append(value, count: count)
        }

        mutating func append(_ value: Int, count: Int) {
            for place in (0..<count).reversed() { bits.append(value >> place & 1 == 1) }
        }

        /// The bits as codewords: a terminator of up to four zeros, zeros to the end of the byte, padding (7.4.10).
        func padded(to count: Int) -> [UInt8] {
            var bits = bits
            bits.append(contentsOf: [Bool](repeating: false, count: max(0, min(4, count * 8 - bits.count))))
            bits.append(contentsOf: [Bool](repeating: false, count: (8 - bits.count % 8) % 8))
            var bytes = stride(from: 0, to: bits.count, by: 8).map { start in
                bits[start..<start + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
            }
            let padding: [UInt8] = [0xEC, 0x11]
            for index in 0..<max(0, count - bytes.count) { bytes.append(padding[index % 2]) }
            return bytes
        }
    }
}

/// Reed-Solomon codes over GF(256) with the polynomial x⁸ + x⁴ + x³ + x² + 1 (ISO/IEC 18004, 7.5.2).
enum QRReedSolomon {
    static func correction(_ data: ArraySlice<UInt8>, count: Int) -> [UInt8] {
        let generator = generator(count)
        var remainder = [UInt8](repeating: 0, count: count)
        for byte in data {
            let factor = byte ^ remainder.removeFirst()
            remainder.append(0)
            for index in 0..<count { remainder[index] ^= product(generator[index], factor) }
        }
        return remainder
    }

    /// The product of (x - 2⁰)(x - 2¹)… without its leading coefficient, highest power first.
    private static func generator(_ degree: Int) -> [UInt8] {
        var coefficients = [UInt8](repeating: 0, count: degree)
        coefficients[degree - 1] = 1
        var root: UInt8 = 1
        for _ in 0..<degree {
            for index in 0..<degree {
                coefficients[index] = product(coefficients[index], root)
                if index + 1 < degree { coefficients[index] ^= coefficients[index + 1] }
            }
            root = product(root, 2)
        }
        return coefficients
    }

    private static func product(_ one: UInt8, _ other: UInt8) -> UInt8 {
        var result: UInt8 = 0
        for place in (0..<8).reversed() {
            let carry = result & 0x80
            result <<= 1
            if carry != 0 { result ^= 0x1D }
            if other >> UInt8(place) & 1 == 1 { result ^= one }
        }
        return result
    }
}
