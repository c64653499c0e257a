/// Base 64 with the URL and filename safe alphabet and no padding, as JWS and PKCE use it (RFC 4648 §5, RFC 7515 §2).
package enum Base64URL {
    private static let alphabet = Base64Alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")

    package static func encode(_ bytes: [UInt8]) -> String {
        String(decoding: alphabet.encode(bytes), as: UTF8.self)
    }

    /// Appends the encoded bytes to the text.
    package static func encode(_ bytes: [UInt8], into text: inout [UInt8]) {
        alphabet.encode(bytes.span, into: &text)
    }

    package static func encode(_ bytes: some Sequence<UInt8>) -> String {
        encode(Array(bytes))
    }

    /// The decoded bytes; nil for padding, characters outside the alphabet, and text that `encode` never returns.
    package static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? { alphabet.decode(text.span) }

    package static func decode(_ text: String) -> [UInt8]? {
        alphabet.decode(text.utf8.span)
    }

    package static func decode(_ text: Substring) -> [UInt8]? {
        alphabet.decode(text.utf8.span)
    }
}
