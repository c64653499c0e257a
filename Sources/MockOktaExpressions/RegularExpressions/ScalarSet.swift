import MockOktaFormats

/// The set of Unicode scalars that one position of a pattern accepts.
indirect enum ScalarSet: Sendable {
    case range(ClosedRange<UInt32>)
    /// A Unicode general category by its short name: `L` for all letters, `Lu` for upper-case letters.
    case category(String)
    case not(ScalarSet)
    case union([ScalarSet])
    case intersection(ScalarSet, ScalarSet)
    /// A case-insensitive set: for ASCII, or for all of Unicode (the flags `i` and `iu` of Java).
    case caseless(ScalarSet, isUnicode: Bool)

    static func scalar(_ scalar: Unicode.Scalar) -> ScalarSet { .range(scalar.value...scalar.value) }

    static func scalars(_ text: String) -> ScalarSet { .union(text.unicodeScalars.map(scalar)) }

    static let everything = ScalarSet.range(0...0x10FFFF)
    static let digit = ScalarSet.range(0x30...0x39)
    static let lower = ScalarSet.range(0x61...0x7A)
    static let upper = ScalarSet.range(0x41...0x5A)
    static let letter = ScalarSet.union([lower, upper])
    static let word = ScalarSet.union([letter, digit, scalars("_")])
    static let space = ScalarSet.scalars(" \t\n\u{0B}\u{0C}\r")
    static let punctuation = ScalarSet.scalars("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
    /// Java's `\h`.
    static let horizontalSpace = ScalarSet.union([
        scalars(" \t\u{A0}\u{1680}\u{180E}\u{202F}\u{205F}\u{3000}"), .range(0x2000...0x200A),
    ])
    /// Java's `\v`; without the vertical tab and form feed, these are the line ends for `\R` and `.`.
    static let verticalSpace = ScalarSet.scalars("\n\u{0B}\u{0C}\r\u{85}\u{2028}\u{2029}")
    static let lineTerminator = ScalarSet.scalars("\n\r\u{85}\u{2028}\u{2029}")

    /// The number of comparisons that `contains` makes at most.
    var cost: Int {
        switch self {
        case .range, .category: 1
        case .not(let set): set.cost
        case .union(let sets): sets.reduce(1) { $0 + $1.cost }
        case .intersection(let left, let right): left.cost + right.cost
        case .caseless(let set, _): 3 * set.cost
        }
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch self {
        case .range(let range): range.contains(scalar.value)
        case .category(let name): scalar.properties.generalCategory.shortName.hasPrefix(name)
        case .not(let set): !set.contains(scalar)
        case .union(let sets): sets.contains { $0.contains(scalar) }
        case .intersection(let left, let right): left.contains(scalar) && right.contains(scalar)
        case .caseless(let set, let isUnicode):
            set.contains(scalar) || Self.otherCases(of: scalar, isUnicode).contains(where: set.contains)
        }
    }

    private static func otherCases(of scalar: Unicode.Scalar, _ isUnicode: Bool) -> [Unicode.Scalar] {
        guard isUnicode || scalar.isASCII else { return [] }
        let texts = [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping]
        return texts.compactMap { $0.unicodeScalars.count == 1 ? $0.unicodeScalars.first : nil }
    }
}

extension ScalarSet {
    /// The set for `\p{…}`; nil for names that this double does not support.
    static func named(_ name: String) -> ScalarSet? {
        if let set = posix[name] { return set }
        let category = name.removingPrefix("Is")
        return categories.contains(category) ? .category(category) : nil
    }

    /// Java's POSIX classes, which contain only ASCII characters.
    private static let posix: [ExactString: ScalarSet] = [
        "Lower": lower, "Upper": upper, "Alpha": letter, "Digit": digit, "Space": space,
        "Punct": punctuation,
        "Alnum": .union([letter, digit]), "ASCII": .range(0...0x7F), "Blank": scalars(" \t"),
        "Cntrl": .union([.range(0...0x1F), .range(0x7F...0x7F)]), "Graph": .range(0x21...0x7E),
        "Print": .range(0x20...0x7E),
        "XDigit": .union([digit, .range(0x41...0x46), .range(0x61...0x66)]),
        "IsAlphabetic": .category("L"), "IsLetter": .category("L"), "IsDigit": .category("Nd"),
        "IsLowercase": .category("Ll"), "IsUppercase": .category("Lu"), "IsPunctuation": .category("P"),
        "IsWhite_Space": .union([space, horizontalSpace, verticalSpace]),
    ]

    private static let categories: Set<ExactString> = [
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc",
        "Pd", "Ps", "Pe",
        "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Co",
        "Cn",
    ]
}

extension Unicode.GeneralCategory {
    fileprivate var shortName: String {
        switch self {
        case .uppercaseLetter: "Lu"
        case .lowercaseLetter: "Ll"
        case .titlecaseLetter: "Lt"
        case .modifierLetter: "Lm"
        case .otherLetter: "Lo"
        case .nonspacingMark: "Mn"
        case .spacingMark: "Mc"
        case .enclosingMark: "Me"
        case .decimalNumber: "Nd"
        case .letterNumber: "Nl"
        case .otherNumber: "No"
        case .connectorPunctuation: "Pc"
        case .dashPunctuation: "Pd"
        case .openPunctuation: "Ps"
        case .closePunctuation: "Pe"
        case .initialPunctuation: "Pi"
        case .finalPunctuation: "Pf"
        case .otherPunctuation: "Po"
        case .mathSymbol: "Sm"
        case .currencySymbol: "Sc"
        case .modifierSymbol: "Sk"
        case .otherSymbol: "So"
        case .spaceSeparator: "Zs"
        case .lineSeparator: "Zl"
        case .paragraphSeparator: "Zp"
        case .control: "Cc"
        case .format: "Cf"
        case .surrogate: "Cs"
        case .privateUse: "Co"
        case .unassigned: "Cn"
        @unknown default: "Cn"
        }
    }
}
