import MockOktaFormats

/// The character classes of RFC 9110 §5.6 and RFC 3986, as bit masks: reading them by comparison costs 4 % of `/keys`.
extension UInt8 {
    static let carriageReturn: UInt8 = 0x0D
    static let lineFeed: UInt8 = 0x0A

    /// `tchar` (RFC 9110 §5.6.2): the characters of methods, field names and parameters.
    var isTokenCharacter: Bool {
        isIn(low: 0x03FF_6CFA_0000_0000, high: 0x57FF_FFFF_C7FF_FFFE)
    }

    /// The characters allowed in a field value: visible characters, space, tab, obs-text (RFC 9110 §5.5).
    var isFieldContent: Bool { self >= 0x20 && self != 0x7F || self == 0x09 }

    /// Printable ASCII except `#`, which a request target never contains (RFC 9112 §3.2).
    var isTargetCharacter: Bool { self > 0x20 && self < 0x7F && self != UInt8(ascii: "#") }

    /// `unreserved`, `pct-encoded` and `sub-delims` of a registered name (RFC 3986 §3.2.2).
    var isRegisteredNameCharacter: Bool {
        isIn(low: 0x2BFF_7FF2_0000_0000, high: 0x47FF_FFFE_87FF_FFFE)
    }

    var isBlank: Bool { self == 0x20 || self == 0x09 }

    /// The characters of an IPv6 address, some of which end in an IPv4 address (RFC 3986 §3.2.2).
    var isIPv6Character: Bool {
        Hexadecimal.value(self) != nil || self == UInt8(ascii: ":") || self == UInt8(ascii: ".")
    }

    private func isIn(low: UInt64, high: UInt64) -> Bool {
        if self >= 128 { return false }
        return (self < 64 ? low : high) & (1 << UInt64(self & 63)) != 0
    }
}
