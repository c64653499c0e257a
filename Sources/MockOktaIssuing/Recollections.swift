import MockOktaFormats
package import MockOktaModel

/// What requests have worked out and later ones need not work out again.
package struct Recollections: Sendable {
    /// A token of ours whose signature has been verified.
    package struct Authenticated: Sendable {
        let claims: JSONObject
        let id: TokenIdentifier
        let keyID: String
        let serverID: AuthorizationServerID
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
    let authenticated = Recollection<String, Authenticated>(capacity: 1024)
    package let metadata = Recollection<MetadataKey, Metadata>(capacity: 64)

    package init() {}
}
