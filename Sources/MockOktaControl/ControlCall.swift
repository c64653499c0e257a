package import MockOktaHTTP
package import MockOktaIssuing

/// One call of the control API: what came in, and what it may steer.
package struct ControlCall: Sendable {
    let request: HTTPRequest
    /// The double's own origin, from which its console may call.
    let origin: String
    /// What the double's URLs begin with by its configuration.
    private let pinnedURL: String?
    let steering: ControlOperations
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
        steering = ControlOperations(tenant, urls: urls)
        self.orgs = orgs
        self.access = access
    }

    var tenant: any ControlledTenant { steering.tenant }
    var snapshot: OrgSnapshot { steering.snapshot }

    /// Whether the request came by the host of the pinned base URL.
    var isPinned: Bool {
        guard let pinnedURL, let host = HostAndPort(url: pinnedURL)?.host else { return false }
        return host.lowercased() == HostAndPort(request.authority ?? "").host.lowercased()
    }

    /// What the URLs of the org's endpoints begin with for whoever sent this request.
    var orgURL: String { steering.urls.front }
}
