import MockOktaFormats

extension HTTPFields {
    /// The credentials after the name of an authentication scheme in the `Authorization` field (RFC 9110 §11.4).
    ///
    /// - Parameter scheme: such as `Basic`; compared case-insensitively (RFC 9110 §11.1).
    /// - Returns: the credentials, empty if there are none; nil if the scheme differs or the field is absent.
    package func credentials(_ scheme: String) -> String? {
        guard let field = self["Authorization"] else { return nil }
        let (bytes, name) = (field.utf8.span, scheme.utf8.span)
        guard bytes.count >= name.count, bytes.extracting(0..<name.count).equalsIgnoringCase(name) else { return nil }
        guard bytes.count > name.count else { return "" }
        var start = name.count
        guard bytes[start] == UInt8(ascii: " ") else { return nil }
        while start < bytes.count, bytes[start] == UInt8(ascii: " ") { start += 1 }
        return String(wire: bytes.extracting(start...))
    }

    /// The access token of the `Authorization` field: of the scheme `Bearer` (RFC 6750 §2.1) or `DPoP` (RFC 9449 §7.1).
    package var accessToken: String? { credentials("Bearer") ?? credentials("DPoP") }
}
