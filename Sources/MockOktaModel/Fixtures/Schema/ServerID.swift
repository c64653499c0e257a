import MockOktaFormats

/// The valid ids of an authorization server in URLs, `/oauth2/{id}/v1/token` (RFC 3986 §2.3).
enum ServerID {
    /// `v1` is the first segment of the org server's paths; the journal uses `org` for that server.
    private static let taken = ["v1", "org", ".", ".."]

    static let allowed = "letters, digits, '-', '.', '_' and '~', as in URLs; not v1 or org"

    /// The same rule as a regular expression, for validators.
    static let pattern = "^(?!(v1|org|\\.|\\.\\.)$)[A-Za-z0-9._~-]+$"

    static func isValid(_ text: String) -> Bool {
        !text.isEmpty && !taken.contains(text) && text.utf8.allSatisfy(ASCII.isUnreserved)
    }
}
