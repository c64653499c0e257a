import MockOktaFormats

/// What somebody at a command line meant to write.
package enum Suggestion {
    /// `; did you mean serve?`, or nothing where no word is near or begins so.
    package static func text(for word: String, among words: [String]) -> String {
        let begun = words.first { word.count > 2 && $0.hasPrefix(word) }
        return (begun ?? NearestName.nearest(to: word, among: words)).map { "; did you mean \($0)?" } ?? ""
    }
}
