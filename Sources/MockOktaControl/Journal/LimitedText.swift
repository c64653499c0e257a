/// Texts of a bounded length, for journal and log.
package enum LimitedText {
    /// The maximum length of a text, in bytes.
    package static let limit = 1024

    /// Truncates a longer text and appends its original length.
    package static func cut(_ text: String) -> String {
        guard text.utf8.count > limit else { return text }
        var end = text.utf8.index(text.utf8.startIndex, offsetBy: limit)
        // Does not split a character: continuation bytes are 10xxxxxx (RFC 3629 §3).
        while end > text.utf8.startIndex, text.utf8[end] & 0xC0 == 0x80 { end = text.utf8.index(before: end) }
        return "\(text[..<end])… (cut: \(text.utf8.count) bytes)"
    }
}
