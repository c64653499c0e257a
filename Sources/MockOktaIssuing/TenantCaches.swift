import MockOktaFormats
package import MockOktaModel
package import MockOktaSystem

/// What requests have worked out and later ones need not work out again.
package struct TenantCaches: Sendable {
    /// The text of a token.
    struct TokenText: Hashable, Sendable {
        let text: String

        /// By the end of the signature, which tells tokens apart as well as all of them.
        func hash(into hasher: inout Hasher) {
            let bytes = text.utf8.span
            var end: UInt64 = 0
            for index in max(0, bytes.count - 8)..<bytes.count { end = end << 8 | UInt64(bytes[index]) }
            hasher.combine(end)
        }
    }

    /// Where a metadata document was asked for.
    package struct MetadataKey: Hashable, Sendable {
        private let serverID: AuthorizationServerID
        private let document: String
        private let urls: BaseURLs

        package init(_ document: String, of serverID: AuthorizationServerID, _ urls: BaseURLs) {
            self.serverID = serverID
            self.document = document
            self.urls = urls
        }
    }

    /// A metadata document, as the organization of that moment has it.
    package struct Metadata: Sendable {
        package let organization: Organization
        package let body: [UInt8]

        package init(organization: Organization, body: [UInt8]) {
            self.organization = organization
            self.body = body
        }
    }

    /// By the whole token: to compare it costs less than to verify a signature, by two powers of ten.
    let authenticated = BoundedCache<TokenText, AuthenticatedToken>(capacity: 1024)
    package let metadata = BoundedCache<MetadataKey, Metadata>(capacity: 64)

    package init() {}
}
