/// One size of a QR code at error correction level M (ISO/IEC 18004, tables 1, 7, 9 and E.1).
struct QRVersion: Hashable {
    /// The version number, 1 to 10.
    let number: Int
    /// Error correction codewords of each block.
    let correctionPerBlock: Int
    /// Data codewords of each block, short blocks first.
    let blocks: [Int]
    /// Rows and columns of the centres of alignment patterns.
    let alignment: [Int]

    private init(_ number: Int, _ correctionPerBlock: Int, _ blocks: [Int], _ alignment: [Int]) {
        self.number = number
        self.correctionPerBlock = correctionPerBlock
        self.blocks = blocks
        self.alignment = alignment
    }

    private static let all = [
        QRVersion(1, 10, [16], []),
        QRVersion(2, 16, [28], [6, 18]),
        QRVersion(3, 26, [44], [6, 22]),
        QRVersion(4, 18, [32, 32], [6, 26]),
        QRVersion(5, 24, [43, 43], [6, 30]),
        QRVersion(6, 16, [27, 27, 27, 27], [6, 34]),
        QRVersion(7, 18, [31, 31, 31, 31], [6, 22, 38]),
        QRVersion(8, 22, [38, 38, 39, 39], [6, 24, 42]),
        QRVersion(9, 22, [36, 36, 36, 37, 37], [6, 26, 46]),
        QRVersion(10, 26, [43, 43, 43, 43, 44], [6, 28, 50]),
    ]

    static func smallest(for byteCount: Int) -> QRVersion? { all.first { byteCount <= $0.capacity } }

    /// The number of modules per side.
    var side: Int { 17 + 4 * number }

    var dataCount: Int { blocks.reduce(0, +) }

    /// The number of bits of the character count after the mode (table 3).
    var countBits: Int { number < 10 ? 8 : 16 }

    private var capacity: Int { (dataCount * 8 - 4 - countBits) / 8 }

    /// Version information: six bits and twelve of a BCH code, from version 7 on (annex D).
    var information: Int? {
        guard number >= 7 else { return nil }
        return number << 12 | QRRemainder.bits(number << 12, generator: 0x1F25)
    }
}

/// Remainders of polynomials over GF(2), the error correction bits of format and version information (annexes C and D).
enum QRRemainder {
    static func bits(_ value: Int, generator: Int) -> Int {
        var rest = value
        while rest.bitWidth - rest.leadingZeroBitCount >= generator.bitWidth - generator.leadingZeroBitCount {
            rest ^= generator << (generator.leadingZeroBitCount - rest.leadingZeroBitCount)
        }
        return rest
    }
}
