extension String {
    /// Whether all characters are ASCII: only then UTF-8 and UTF-16 have the same number of units.
    package var isASCII: Bool { utf8.count == utf16.count }

    /// The text in lower case, but for the Kelvin sign, whose lower case is the letter k: it would be another login.
    package var foldedCase: String {
        let kelvin: Unicode.Scalar = "\u{212A}"
        guard unicodeScalars.contains(kelvin) else { return lowercased() }
        return unicodeScalars.split(separator: kelvin, omittingEmptySubsequences: false)
            .map { String($0).lowercased() }.joined(separator: "\u{212A}")
    }

    /// The text for comparisons without regard to case: itself where it is ASCII, of which only the bytes are folded.
    package var folded: String { isASCII ? self : foldedCase }
}
