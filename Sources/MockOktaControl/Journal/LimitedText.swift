/// Texts of a bounded length, for journal and log.
package enum LimitedText {
    /// The longest text that is kept whole, in bytes.
    package static let limit = 1024

    /// Cuts a longer text and says how long it was.
    package static func cut(_ text: String) -> String {
        guard text.utf8.count > limit else { return text }
        var end = text.utf8.index(text.utf8.startIndex, offsetBy: limit)
        // A character is not cut in two: continuation bytes are 10xxxxxx (RFC 3629 §3).
        while end > text.utf8.startIndex, text.utf8[end] & 0xC0 == 0x80 { end = text.utf8.index(before: end) }
        return "\(text[..<end])… (cut: \(text.utf8.count) bytes)"
    }
}
