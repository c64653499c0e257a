extension FormParameters {
    /// Reads a form body; nil for a bad percent escape, invalid UTF-8 or a NUL.
    ///
    /// A browser would repair these. Here they are refused, because a client under test that sends them has a fault.
    package init?(_ bytes: [UInt8]) {
        self.init()
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            guard
                let name = FormParameters.decode(pair[..<equals]),
                let value = FormParameters.decode(pair[equals...].dropFirst())
            else { return nil }
            append(name, value)
        }
    }

    /// Reads the query of a URL, without its question mark.
    package init?(query: some StringProtocol) {
        self.init(Array(query.utf8))
    }

    /// The parameters as a form body or a query (URL Standard §5.2).
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

    private static func decode(_ text: ArraySlice<UInt8>) -> String? {
        let isPlain = text.allSatisfy { $0 != UInt8(ascii: "%") && $0 != UInt8(ascii: "+") && $0 != 0 }
        if isPlain { return String(validating: text, as: UTF8.self) }
        let spaced = text.lazy.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }
        guard let bytes = PercentEncoding.resolve(spaced), !bytes.contains(0) else { return nil }
        return String(validating: bytes, as: UTF8.self)
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

    /// Outside the application/x-www-form-urlencoded percent-encode set (URL Standard §1.3).
    private static func staysPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        case UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
            true
        default:
            false
        }
    }
}
