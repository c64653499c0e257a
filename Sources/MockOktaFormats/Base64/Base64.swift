/// Base 64 with the standard alphabet and padding, as HTTP Basic authentication uses it (RFC 4648 §4, RFC 7617 §2).
package enum Base64 {
    private static let alphabet = Base64Alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

    package static func encode(_ bytes: [UInt8]) -> String {
        var text = alphabet.encode(bytes)
        while text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The decoded bytes; the padding must be complete or absent: clients that omit it are common and do no harm.
    package static func decode(_ text: String) -> [UInt8]? { decode(text.utf8.span) }

    package static func decode(_ text: Span<UInt8>) -> [UInt8]? {
        var end = text.count
        while end > 0, text[end - 1] == UInt8(ascii: "=") { end -= 1 }
        let padding = text.count - end
        guard padding == 0 || (padding <= 2 && text.count % 4 == 0) else { return nil }
        return alphabet.decode(text.extracting(0..<end))
    }
}
