import CMockOktaOpenSSL

/// A name under which clients reach a server (RFC 5280 §4.2.1.6): a DNS name, `*.` before one, or an IP address.
///
/// Clients built on OpenSSL, and Node.js, want two labels behind a `*`: for them `*.localhost` covers nothing, and
/// a name like `acme.localhost` has to be given in full.
package enum SubjectAlternativeName: Hashable, Sendable {
    case dns(String)
    case address(String)

    /// Reads a name as it stands in a URL, but without the brackets of IPv6; nil when it can be no name.
    ///
    /// The text later becomes part of OpenSSL's own notation, in which a comma begins the next name: so only what names
    /// are made of gets through here.
    package init?(_ text: String) {
        if text.contains(":") || text.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }) {
            guard Self.isAddress(text) else { return nil }
            self = .address(text)
        } else {
            guard Self.isDNSName(text) else { return nil }
            self = .dns(text)
        }
    }

    private static func isAddress(_ text: String) -> Bool {
        let isPlain = text.utf8.allSatisfy { byte in
            Character(UnicodeScalar(byte)).isHexDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":")
        }
        guard isPlain, let octets = unsafe a2i_IPADDRESS(text) else {
            ERR_clear_error()
            return false
        }
        unsafe ASN1_OCTET_STRING_free(octets)
        return true
    }

    /// The syntax of RFC 1123 §2.1 and the underscore that container networks put into host names.
    private static func isDNSName(_ text: String) -> Bool {
        let name = text.hasPrefix("*.") ? text.dropFirst(2) : text[...]
        guard (1...253).contains(name.utf8.count) else { return false }
        return name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
        }
    }

    package var text: String {
        switch self {
        case .dns(let name), .address(let name): name
        }
    }

    /// In OpenSSL's notation for configuration files.
    package var notation: String {
        switch self {
        case .dns(let name): "DNS:\(name)"
        case .address(let address): "IP:\(address)"
        }
    }
}
