extension FormParameters {
    /// Parses a form body; nil for a malformed percent escape, invalid UTF-8 or a NUL.
    ///
    /// A browser would repair these. Here they are rejected, because they show a fault of the client under test.
    package init?(_ bytes: [UInt8]) {
        self.init(reserving: 8)
        let bytes = bytes.span
        var start = 0
        while start < bytes.count {
            let end = bytes.firstIndex(of: UInt8(ascii: "&"), from: start) ?? bytes.count
            defer { start = end + 1 }
            guard end > start else { continue }
            let pair = bytes.extracting(start..<end)
            let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.count
            guard
                let name = FormParameters.decode(pair.extracting(0..<equals)),
                let value = FormParameters.decode(pair.extracting(min(equals + 1, pair.count)...))
            else { return nil }
            append(name, value)
        }
    }

    /// Parses the query of a URL, without its question mark.
    package init?(query: some StringProtocol) {
        self.init(Array(query.utf8))
    }

    /// The parameters encoded as a form body or a query (URL Standard §5.2).
    package var encoded: String {
        var bytes: [UInt8] = []
        for parameter in parameters {
            if !bytes.isEmpty { bytes.append(UInt8(ascii: "&")) }
            FormParameters.append(encoded: parameter.name, to: &bytes)
            bytes.append(UInt8(ascii: "="))
            FormParameters.append(encoded: parameter.value, to: &bytes)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func decode(_ text: Span<UInt8>) -> String? {
        if isPlain(text) { return String(utf8: text) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let byte = PercentEncoding.byte(escapedIn: text, at: index) else { return nil }
                bytes.append(byte)
                index += 2
            case let byte: bytes.append(byte)
            }
            index += 1
        }
        return bytes.contains(0) ? nil : String(utf8: bytes.span)
    }

    private static func isPlain(_ text: Span<UInt8>) -> Bool {
        !text.contains(anyOf: UInt8(ascii: "%"), UInt8(ascii: "+"), 0)
    }

    private static func append(encoded text: String, to bytes: inout [UInt8]) {
        for byte in text.utf8 {
            if byte == UInt8(ascii: " ") {
                bytes.append(UInt8(ascii: "+"))
            } else if staysPlain(byte) {
                bytes.append(byte)
            } else {
                PercentEncoding.appendEscape(of: byte, to: &bytes)
            }
        }
    }

    /// Whether the byte is outside the application/x-www-form-urlencoded percent-encode set (URL Standard §1.3).
    private static func staysPlain(_ byte: UInt8) -> Bool {
        ASCII.isLetterOrDigit(byte) || "*-._".utf8.contains(byte)
    }
}
