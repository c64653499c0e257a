import MockOktaFormats

/// Suggestions for mistyped words of a command line.
package enum Suggestion {
    /// Returns `; did you mean serve?`, or an empty text where no word is similar or has the same beginning.
    package static func text(for word: String, among words: [String]) -> String {
        let begun = words.first { word.count > 2 && $0.hasPrefix(word) }
        return (begun ?? NearestName.nearest(to: word, among: words)).map { "; did you mean \($0)?" } ?? ""
    }
}
