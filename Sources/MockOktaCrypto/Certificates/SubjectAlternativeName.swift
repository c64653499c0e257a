import CMockOktaOpenSSL

/// A subject alternative name of a server (RFC 5280 §4.2.1.6): a DNS name, possibly with a `*.` prefix, or an IP
/// address.
///
/// Clients based on OpenSSL, and Node.js, require two labels after a `*`: for them `*.localhost` matches nothing, and a
/// name like `acme.localhost` has to be given in full.
package enum SubjectAlternativeName: Hashable, Sendable {
    case dns(String)
    case address(String)

    /// Parses a name as it appears in a URL, but without the brackets of IPv6; nil for an invalid name.
    ///
    /// The text becomes part of OpenSSL's configuration notation, in which a comma starts the next name, so only
    /// characters of DNS names and IP addresses are accepted.
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
        OpenSSL.clearErrors()
        guard isPlain, let octets = unsafe a2i_IPADDRESS(text) else {
            OpenSSL.clearErrors()
            return false
        }
        unsafe ASN1_OCTET_STRING_free(octets)
        return true
    }

    /// The syntax of RFC 1123 §2.1, and the underscore that container networks use in host names.
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

    /// The name in OpenSSL's notation for configuration files.
    package var notation: String {
        switch self {
        case .dns(let name): "DNS:\(name)"
        case .address(let address): "IP:\(address)"
        }
    }
}
