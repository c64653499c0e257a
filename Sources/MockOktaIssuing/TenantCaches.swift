import MockOktaFormats
package import MockOktaModel
package import MockOktaSystem

/// Results of earlier requests that later ones reuse.
package struct TenantCaches: Sendable {
    /// The text of a token.
    struct TokenText: Hashable, Sendable {
        let text: String

        /// Hashes the end of the signature, which differs between tokens as much as the whole.
        func hash(into hasher: inout Hasher) {
            let bytes = text.utf8.span
            var end: UInt64 = 0
            for index in max(0, bytes.count - 8)..<bytes.count { end = end << 8 | UInt64(bytes[index]) }
            hasher.combine(end)
        }
    }

    /// The document, server and URLs of a request for metadata.
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

    /// A metadata document with the organization it describes.
    package struct Metadata: Sendable {
        package let organization: Organization
        package let body: [UInt8]

        package init(organization: Organization, body: [UInt8]) {
            self.organization = organization
            self.body = body
        }
    }

    /// By the whole token: comparing it takes a hundredth of the time that verifying a signature takes.
    let authenticated = BoundedCache<TokenText, AuthenticatedToken>(capacity: 1024)
    package let metadata = BoundedCache<MetadataKey, Metadata>(capacity: 64)

    package init() {}
}
