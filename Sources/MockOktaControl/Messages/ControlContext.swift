package import MockOktaHTTP
package import MockOktaIssuing

/// What an endpoint of the control API is given about one request.
package struct ControlContext: Sendable {
    let request: HTTPRequest
    /// The origin of the server as this client sees it; the console's requests come from it.
    let origin: String
    /// The configured base URL; nil where URLs follow each request's `Host`.
    private let pinnedURL: String?
    let operations: ControlOperations
    let orgs: any ControlledOrgs
    let access: ControlAccess

    package init(
        _ request: HTTPRequest,
        urls: BaseURLs,
        origin: String,
        pinnedURL: String?,
        tenant: any ControlledTenant,
        orgs: any ControlledOrgs,
        access: ControlAccess
    ) {
        self.request = request
        self.origin = origin
        self.pinnedURL = pinnedURL
        operations = ControlOperations(tenant, urls: urls)
        self.orgs = orgs
        self.access = access
    }

    var tenant: any ControlledTenant { operations.tenant }
    var snapshot: OrgSnapshot { operations.snapshot }

    /// Whether the request came by the host of the pinned base URL.
    var isPinned: Bool {
        guard let pinnedURL, let host = HostAndPort(url: pinnedURL)?.host else { return false }
        return host.lowercased() == HostAndPort(request.authority ?? "").host.lowercased()
    }

    /// The base URL of the org's endpoints as this client sees it.
    var orgURL: String { operations.urls.front }
}
