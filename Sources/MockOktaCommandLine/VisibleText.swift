/// Text for a terminal or a log, with invisible characters escaped.
package enum VisibleText {
    /// Escapes control characters and bidirectional controls as `\u{…}`, except for line ends.
    package static func escaped(_ text: String) -> String { escaping(text, where: isHidden) }

    /// Escapes line ends too, for text that must stay on one line.
    package static func escapedLine(_ text: String) -> String { escaping(text) { isHidden($0) || $0 == "\n" } }

    private static func escaping(_ text: String, where isHidden: (Unicode.Scalar) -> Bool) -> String {
        guard !isPlain(text), text.unicodeScalars.contains(where: isHidden) else { return text }
        var visible = ""
        for scalar in text.unicodeScalars {
            if isHidden(scalar) {
                visible += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            } else {
                visible.unicodeScalars.append(scalar)
            }
        }
        return visible
    }

    /// Escapes them for text that is already JSON: a backslash, `u` and four hexadecimal digits (RFC 8259 §7).
    package static func escapedJSON(_ text: String) -> String {
        guard !isPlain(text), text.unicodeScalars.contains(where: isHidden) else { return text }
        var visible = ""
        for scalar in text.unicodeScalars {
            if isHidden(scalar) {
                // A scalar above U+FFFF is a pair of surrogates there.
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    visible += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            } else {
                visible.unicodeScalars.append(scalar)
            }
        }
        return visible
    }

    /// Whether a text consists of visible ASCII characters and spaces, as nearly all texts do.
    private static func isPlain(_ text: String) -> Bool {
        let bytes = text.utf8.span
        for index in bytes.indices where !(0x20..<0x7F).contains(bytes[index]) { return false }
        return true
    }

    /// C0 except for the line end, DEL and C1, line separators, bidirectional controls (Unicode TR 9 §2), and
    /// characters
    /// that no terminal shows: soft hyphen, zero-width space, byte order mark, tags and others.
    ///
    /// The joiners U+200C and U+200D are shown, as several scripts need them.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A: false
        case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        case 0xAD, 0x34F, 0x180E, 0x200B, 0x2060...0x2065, 0x206A...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
        case 0xE0000...0xE007F: true
        default: false
        }
    }
}
