package import MockOktaFormats
package import MockOktaModel
package import MockOktaSystem

/// Results of earlier requests that later ones reuse.
package final class TenantCaches: Sendable {
    /// The text of a token.
    struct TokenText: Hashable, Sendable {
        let text: String

        /// Hashes the end of the signature, which is as distinctive as the whole token.
        func hash(into hasher: inout Hasher) {
            let bytes = text.utf8.span
            var end: UInt64 = 0
            for index in max(0, bytes.count - 8)..<bytes.count { end = end << 8 | UInt64(bytes[index]) }
            hasher.combine(end)
        }
    }

    /// The cache key of a metadata request: document, server and URLs.
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

    /// What a sign-in page shows, where it shows nothing of a browser.
    package struct SignInPageKey: Hashable, Sendable {
        private let clientID: ExactString
        private let serverID: AuthorizationServerID
        private let path: ExactString

        /// - Parameters:
        ///   - client: the app.
        ///   - serverID: the authorization server.
        ///   - path: the path that selects the tenant, before that of the server.
        package init(_ client: Application, _ serverID: AuthorizationServerID, _ path: Substring) {
            clientID = ExactString(client.clientID)
            self.serverID = serverID
            self.path = ExactString(String(path))
        }

        /// Hashes the client only, as most orgs have one server and one path.
        package func hash(into hasher: inout Hasher) {
            hasher.combine(clientID)
        }
    }

    package struct SignInPage: Sendable {
        /// The size up to which a page is kept, in bytes, since there may be a thousand orgs.
        package static let mostBytes = 16_384

        package let contentSecurityPolicy: String
        /// HTML; the sealed transaction belongs in its gaps.
        package let template: ByteTemplate

        package init(contentSecurityPolicy: String, template: ByteTemplate) {
            self.contentSecurityPolicy = contentSecurityPolicy
            self.template = template
        }
    }

    /// Verified tokens by their text: comparing a token takes a hundredth of the time of verifying its signature.
    let authenticated = Lock(BoundedCache<TokenText, AuthenticatedToken>(capacity: 1024))
    package let metadata = Lock(OrganizationCache<MetadataKey, [UInt8]>(capacity: 64))
    package let signInPages = Lock(OrganizationCache<SignInPageKey, SignInPage>(capacity: 8))
    /// Pages by the random text at the end of their path.
    private let postedPages = Lock(BoundedCache<String, PostedPage>(capacity: 64))

    package let keySets = FetchedKeySets()
    /// The users by the attributes that were searched for.
    package let users = UserIndex()

    /// How many requests may be pushed to this org.
    package let pushedRequests: PushedRequestBudget.Share

    package init(_ budget: PushedRequestBudget = PushedRequestBudget()) {
        pushedRequests = PushedRequestBudget.Share(of: budget)
    }

    /// Keeps a page; an older one is dropped for it once there are many.
    package func keep(_ page: PostedPage) {
        postedPages.withLock { $0.remember(page, for: page.id) }
    }

    package func postedPage(_ id: String) -> PostedPage? {
        postedPages.withLock { $0.value(for: id) }
    }
}
