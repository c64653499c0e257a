import MockOktaFormats

/// The name of a tenant: one label of a host name in lowercase (RFC 1035 §2.3.1), underscores allowed.
package enum OrgName {
    package static func isValid(_ name: String) -> Bool {
        let bytes = name.utf8
        guard (1...63).contains(bytes.count), bytes.first != hyphen, bytes.last != hyphen else { return false }
        return bytes.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || ASCII.isDigit(byte) || byte == hyphen || byte == underscore
        }
    }

    private static let hyphen = UInt8(ascii: "-")
    private static let underscore = UInt8(ascii: "_")
}
