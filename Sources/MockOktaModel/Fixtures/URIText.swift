/// The few questions that fixtures ask about a URI (RFC 3986 §3).
struct URIText {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    /// Has a scheme and something after it.
    var isAbsolute: Bool {
        guard let colon = text.firstIndex(of: ":"), let first = text.utf8.first else { return false }
        let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first | 0x20)
        return isLetter && !text[colon...].dropFirst().isEmpty && text[..<colon].utf8.allSatisfy(Self.isSchemeByte)
    }

    var hasFragment: Bool { text.contains("#") }

    /// `scheme://host[:port]` and nothing after it but a slash.
    var isOrigin: Bool {
        guard isAbsolute, let colon = text.firstIndex(of: ":") else { return false }
        let hierarchy = text[colon...].dropFirst()
        guard hierarchy.hasPrefix("//") else { return false }
        let rest = hierarchy.dropFirst(2)
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return !authority.isEmpty && ["", "/"].contains(rest.dropFirst(authority.count))
    }

    /// Parts between slashes.
    var segments: [Substring] { text.split(separator: "/") }

    private static func isSchemeByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: false
        }
    }
}
