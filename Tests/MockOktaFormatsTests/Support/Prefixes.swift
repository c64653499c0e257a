/// Every prefix of the text that is shorter than the text, cut at bytes and not at characters.
func prefixes(of text: String) -> [[UInt8]] {
    let bytes = Array(text.utf8)
    return bytes.indices.map { Array(bytes[..<$0]) }
}

/// The prefixes that are themselves UTF-8.
func textPrefixes(of text: String) -> [String] {
    prefixes(of: text).compactMap { String(validating: $0, as: UTF8.self) }
}
