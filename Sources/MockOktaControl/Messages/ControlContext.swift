import MockOktaFormats
package import MockOktaHTTP
package import MockOktaIssuing

/// What an endpoint of the control API receives with one request.
package struct ControlContext: Sendable {
    let request: HTTPRequest
    /// The origin of the server as this client sees it; the console's requests come from it.
    let origin: String
    /// The origin of the configured base URL, in lowercase; nil where URLs follow each request's `Host`.
    let pinnedOrigin: String?
    let operations: ControlOperations
    let orgs: any ControlledOrgs
    let access: ControlAccess
    /// Why the org cannot be read, where the answer needs it.
    let failure: String?

    package init(
        _ request: HTTPRequest,
        urls: BaseURLs,
        origin: String,
        pinnedURL: String?,
        tenant: any ControlledTenant,
        orgs: any ControlledOrgs,
        access: ControlAccess,
        failure: String? = nil
    ) {
        self.request = request
        self.origin = origin
        pinnedOrigin = pinnedURL.map { BaseURLs(front: $0).origin.asciiLowercased }
        operations = ControlOperations(tenant, urls: urls)
        self.orgs = orgs
        self.access = access
        self.failure = failure
    }

    var tenant: any ControlledTenant { operations.tenant }
    var snapshot: OrgSnapshot { operations.snapshot }

    /// The host of the request, in lowercase.
    var host: String { HostAndPort(request.authority ?? "localhost").host.asciiLowercased }

    /// The host before trusted proxies and the host of the connection: a page of a foreign name can send the fields of
    /// a proxy, but not another `Host`.
    var hosts: [String] {
        [host] + request.fields.values(of: "Host").map { HostAndPort($0).host.asciiLowercased }
    }

    /// The hosts of configured URLs, in lowercase.
    var ownHosts: [String] {
        (access.origins + [pinnedOrigin].compactMap(\.self)).compactMap { URIParts($0).host?.asciiLowercased }
    }

    /// Whether the request comes from a page of an origin that `--control-origin` allows.
    var isFromControlOrigin: Bool {
        guard let origin = request.fields["Origin"]?.asciiLowercased else { return false }
        return access.origins.contains { $0.asciiLowercased.utf8.elementsEqual(origin.utf8) }
    }

    /// The base URL of the org's endpoints as this client sees it.
    var orgURL: String { operations.urls.front }
}
