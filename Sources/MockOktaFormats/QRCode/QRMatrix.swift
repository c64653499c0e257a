/// The modules of a QR code during its construction (ISO/IEC 18004, 6.3 and 7.7 to 7.10).
struct QRMatrix {
    private(set) var modules: [[Bool]]
    /// The modules of function patterns, format and version information, which neither data nor masks change.
    private var isReserved: [[Bool]]
    private let version: QRVersion
    private var side: Int { version.side }

    init(_ version: QRVersion) {
        self.version = version
        let row = [Bool](repeating: false, count: version.side)
        modules = [[Bool]](repeating: row, count: version.side)
        isReserved = modules
        drawTiming()
        drawFinders()
        drawAlignment()
        drawVersion()
        drawFormat(0)
    }

    /// Places the codewords in columns of two modules, alternately upwards and downwards from the lower right corner,
    /// and masks them.
    mutating func place(_ codewords: [UInt8], _ mask: QRMask) {
        let bits = codewords.flatMap { byte -> [Bool] in (0..<8).map { byte >> (7 - $0) & 1 == 1 } }
        var next = bits.makeIterator()
        var right = side - 1
        var goesUp = true
        while right > 0 {
            // The column of the vertical timing pattern contains no data.
            if right == 6 { right -= 1 }
            for step in 0..<side {
                let row = goesUp ? side - 1 - step : step
                for column in [right, right - 1] where !isReserved[row][column] {
                    modules[row][column] = (next.next() ?? false) != mask.inverts(row, column)
                }
            }
            goesUp.toggle()
            right -= 2
        }
        drawFormat(mask.rawValue)
    }

    private mutating func set(_ row: Int, _ column: Int, _ isDark: Bool) {
        guard modules.indices.contains(row), modules.indices.contains(column) else { return }
        modules[row][column] = isDark
        isReserved[row][column] = true
    }

    private mutating func drawTiming() {
        for index in 0..<side {
            set(6, index, index % 2 == 0)
            set(index, 6, index % 2 == 0)
        }
    }

    /// Draws the finder patterns, concentric squares with a light border, in three corners.
    private mutating func drawFinders() {
        for (row, column) in [(3, 3), (3, side - 4), (side - 4, 3)] {
            for down in -4...4 {
                for across in -4...4 {
                    let distance = max(abs(down), abs(across))
                    set(row + down, column + across, distance != 2 && distance != 4)
                }
            }
        }
    }

    private mutating func drawAlignment() {
        let last = version.alignment.last
        for row in version.alignment {
            for column in version.alignment {
                // Three of the corners contain finder patterns.
                let isCorner = (row == 6 && (column == 6 || column == last)) || (row == last && column == 6)
                guard !isCorner else { continue }
                for down in -2...2 {
                    for across in -2...2 { set(row + down, column + across, max(abs(down), abs(across)) != 1) }
                }
            }
        }
    }

    private mutating func drawVersion() {
        guard let information = version.information else { return }
        for place in 0..<18 {
            let isDark = information >> place & 1 == 1
            let (along, across) = (place / 3, side - 11 + place % 3)
            set(along, across, isDark)
            set(across, along, isDark)
        }
    }

    /// Draws level and mask with ten bits of a BCH code, twice; level M is 00 (annex C).
    private mutating func drawFormat(_ mask: Int) {
        let information = (mask << 10 | QRRemainder.bits(mask << 10, generator: 0x537)) ^ 0x5412
        func isDark(_ place: Int) -> Bool { information >> place & 1 == 1 }
        for place in 0...5 { set(place, 8, isDark(place)) }
        set(7, 8, isDark(6))
        set(8, 8, isDark(7))
        set(8, 7, isDark(8))
        for place in 9...14 { set(8, 14 - place, isDark(place)) }
        for place in 0...7 { set(8, side - 1 - place, isDark(place)) }
        for place in 8...14 { set(side - 15 + place, 8, isDark(place)) }
        // The dark module.
        set(side - 8, 8, true)
    }
}

/// The mask patterns, which are combined with data modules to avoid large uniform areas (ISO/IEC 18004, 7.8.2).
enum QRMask: Int, CaseIterable {
    case zero, one, two, three, four, five, six, seven

    func inverts(_ row: Int, _ column: Int) -> Bool {
        switch self {
        case .zero: (row + column) % 2 == 0
        case .one: row % 2 == 0
        case .two: column % 3 == 0
        case .three: (row + column) % 3 == 0
        case .four: (row / 2 + column / 3) % 2 == 0
        case .five: row * column % 2 + row * column % 3 == 0
        case .six: (row * column % 2 + row * column % 3) % 2 == 0
        case .seven: ((row + column) % 2 + row * column % 3) % 2 == 0
        }
    }
}
