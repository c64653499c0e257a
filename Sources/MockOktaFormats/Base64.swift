/// Base 64 with the standard alphabet and padding, as HTTP Basic authentication wants it (RFC 4648 §4, RFC 7617 §2).
package enum Base64 {
    private static let alphabet = Base64Alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")

    package static func encode(_ bytes: [UInt8]) -> String {
        var text = alphabet.encode(bytes)
        while text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
        return String(decoding: text, as: UTF8.self)
    }

    package static func encode(_ bytes: some Sequence<UInt8>) -> String {
        encode(Array(bytes))
    }

    /// The bytes of the text, whose padding must be whole or absent: clients that drop it are common and harmless.
    package static func decode(_ text: String) -> [UInt8]? { decode(Array(text.utf8)) }

    package static func decode(_ bytes: [UInt8]) -> [UInt8]? {
        let padding = bytes.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        guard padding == 0 || (padding <= 2 && bytes.count % 4 == 0) else { return nil }
        return alphabet.decode(bytes.dropLast(padding))
    }
}
