/// The `%XX` escapes of URIs (RFC 3986 §2.1).
package enum PercentEncoding {
    /// The text with its escapes decoded; nil for a malformed escape or when the bytes are not UTF-8.
    package static func decode(_ text: some StringProtocol) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        return resolve(text.utf8).flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// The text with all characters except the unreserved ones escaped (RFC 3986 §2.3).
    package static func encode(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if isUnreserved(byte) { bytes.append(byte) } else { appendEscape(of: byte, to: &bytes) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The bytes with their escapes decoded; nil when a `%` is not followed by two hexadecimal digits.
    package static func resolve(_ text: some Sequence<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.underestimatedCount)
        var rest = text.makeIterator()
        while let byte = rest.next() {
            if byte != UInt8(ascii: "%") {
                bytes.append(byte)
            } else if let high = rest.next().flatMap(Hexadecimal.value),
                let low = rest.next().flatMap(Hexadecimal.value)
            {
                bytes.append(high << 4 | low)
            } else {
                return nil
            }
        }
        return bytes
    }

    package static func appendEscape(of byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "%"))
        bytes.append(Hexadecimal.upperCaseDigit(byte >> 4))
        bytes.append(Hexadecimal.upperCaseDigit(byte & 0xF))
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default:
            false
        }
    }
}
