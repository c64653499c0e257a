import MockOktaCrypto
import MockOktaFormats
import MockOktaHTTP

/// Decides whether a request may use the control API.
enum ControlGuard {
    /// Checks a request.
    ///
    /// - Parameters:
    ///   - context: the request.
    ///   - caller: the clients that may call the endpoint.
    /// - Throws: 404 where the port does not serve the control API, 403 for a foreign host, site or origin, 401 without
    ///   the token.
    static func check(_ context: ControlContext, _ caller: ControlEndpoint.Caller) throws(ControlError) {
        guard caller != .everyone else { return }
        guard context.access.isEnabled, context.access.role != .orgOnly else {
            throw ControlError(.notFound, "the control API is not served here")
        }
        try checkHost(context)
        try checkSite(context, caller)
        try checkOrigin(context)
        if caller == .controllers { try checkToken(context) }
    }

    /// Refuses host names that a foreign DNS zone could resolve to this server: `Origin` and `Host` of its pages match.
    private static func checkHost(_ context: ControlContext) throws(ControlError) {
        for host in context.hosts where !LocalHost.isLocal(host) && !context.ownHosts.contains(host) {
            throw ControlError(
                .forbidden,
                "the control API is not served to host \(host), which is no local name; start the server with "
                    + "--base-url http://\(host) or --control-origin http://\(host)"
            )
        }
    }

    /// Refuses requests from pages of other sites, including those without `Origin`, as for an image.
    ///
    /// A link to the console may be followed from any site.
    private static func checkSite(
        _ context: ControlContext,
        _ caller: ControlEndpoint.Caller
    ) throws(ControlError) {
        let fields = context.request.fields
        for name in ["Sec-Fetch-Site", "Origin"] where fields.values(of: name).count > 1 {
            throw ControlError(.forbidden, "\(name) may be sent once only")
        }
        guard fields["Sec-Fetch-Site"]?.asciiLowercased == "cross-site", !context.isFromControlOrigin else { return }
        if caller == .visitors, fields["Sec-Fetch-Mode"]?.asciiLowercased == "navigate" { return }
        throw ControlError(
            .forbidden,
            "a page of another site may not use the control API; --control-origin allows an origin"
        )
    }

    private static func checkOrigin(_ context: ControlContext) throws(ControlError) {
        guard let origin = context.request.fields["Origin"], !context.isFromControlOrigin else { return }
        let text = origin.asciiLowercased
        let isOwn = LocalHost.isLocal(context.host) && text == context.origin.asciiLowercased
        guard isOwn || text == context.pinnedOrigin else {
            throw ControlError(
                .forbidden,
                "Origin \(origin) may not use the control API; --control-origin \(origin) allows it"
            )
        }
    }

    private static func checkToken(_ context: ControlContext) throws(ControlError) {
        guard let token = context.access.token else { return }
        let given = context.request.fields.credentials("Bearer") ?? ""
        guard ConstantTime.equal(Array(given.utf8), Array(token.utf8)) else {
            throw ControlError(.unauthorized, "the control API requires Authorization: Bearer and the control token")
        }
    }
}
