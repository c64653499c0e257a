import MockOktaFormats

/// A page that answered a posted form, for the address to which the browser was redirected.
package struct PostedPage: Hashable, Sendable {
    /// The end of its path: 16 random bytes in base64url.
    package let id: String
    /// The cookie of the only browser that may read it; nil where the browser had none.
    package let browser: String?
    /// The status code of the answer.
    package let status: Int
    package let contentSecurityPolicy: String
    /// HTML.
    package let body: [UInt8]

    package init(id: String, browser: String?, status: Int, contentSecurityPolicy: String, body: [UInt8]) {
        self.id = id
        self.browser = browser
        self.status = status
        self.contentSecurityPolicy = contentSecurityPolicy
        self.body = body
    }

    /// How long a store that several processes share has it.
    package static let lifetime: TimeSpan = .minutes(10)

    /// Where such a store has it: there are 4096 places, so that posted forms cannot fill the store.
    ///
    /// - Returns: the key; nil for a text that is no id.
    package static func key(of id: String) -> RecordKey? {
        guard let bytes = Base64URL.decode(id), bytes.count == 16 else { return nil }
        return RecordKey([bytes[0] & 0x0F, bytes[1]])
    }
}
