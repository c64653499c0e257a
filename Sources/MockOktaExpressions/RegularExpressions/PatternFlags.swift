import MockOktaFormats

/// The flags of a pattern, which `(?…)` sets (java.util.regex.Pattern, "Special constructs").
struct PatternFlags {
    private(set) var ignoresCase = false
    private(set) var ignoresUnicodeCase = false
    private(set) var dotMatchesAll = false
    private(set) var isMultiline = false
    private(set) var hasComments = false
    private(set) var hasUnixLines = false

    /// Sets a flag by its letter; returns false for an unknown letter.
    mutating func set(_ letter: Unicode.Scalar, to isOn: Bool) -> Bool {
        switch letter {
        case "i": ignoresCase = isOn
        case "u": ignoresUnicodeCase = isOn
        case "s": dotMatchesAll = isOn
        case "m": isMultiline = isOn
        case "x": hasComments = isOn
        case "d": hasUnixLines = isOn
        default: return false
        }
        return true
    }

    func set(_ set: ScalarSet) -> ScalarSet {
        ignoresCase ? .caseless(set, isUnicode: ignoresUnicodeCase) : set
    }

    var dot: ScalarSet {
        dotMatchesAll ? .everything : .not(hasUnixLines ? .scalars("\n") : .lineTerminator)
    }
}
