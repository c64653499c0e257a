package import MockOktaHTTP
package import MockOktaIssuing
import MockOktaModel

/// Which pages may read answers from a browser (Fetch standard; Okta, "Enable CORS").
package enum CrossOrigin {
    /// Adds the fields that let the calling page read an endpoint's answer, where it may.
    package static func allow(
        _ request: HTTPRequest,
        _ endpoint: Endpoint,
        in snapshot: OrgSnapshot,
        _ response: inout HTTPResponse
    ) {
        guard let origin = allowedOrigin(request, endpoint, in: snapshot) else { return }
        response.fields.remove("Access-Control-Allow-Origin")
        guard origin != "*" else {
            response.fields.append(contentsOf: forEveryone)
            return
        }
        response.fields.append("Access-Control-Allow-Origin", origin)
        response.fields["Vary"] = "Origin"
        if isTrusted(origin, in: snapshot) { response.fields["Access-Control-Allow-Credentials"] = "true" }
        var exposed = [
            "Date", "Link", "X-Okta-Edge-Log", "X-Okta-Request-Id", "X-Rate-Limit-Limit", "X-Rate-Limit-Remaining",
            "X-Rate-Limit-Reset",
        ]
        if response.fields.contains("dpop-nonce") { exposed.append("dpop-nonce") }
        if case .api(_, .anyOriginWithChallenge) = endpoint.kind { exposed.append("WWW-Authenticate") }
        response.fields["Access-Control-Expose-Headers"] = exposed.joined(separator: ", ")
    }

    /// Answers a preflight.
    ///
    /// - Parameters:
    ///   - request: the OPTIONS request.
    ///   - endpoint: what the page wants to call.
    ///   - methods: all that the path has.
    ///   - snapshot: for the org's trusted origins.
    /// - Returns: nil where the endpoint answers no other origin.
    package static func preflight(
        _ request: HTTPRequest,
        _ endpoint: Endpoint,
        methods: [HTTPMethod],
        in snapshot: OrgSnapshot
    ) -> HTTPResponse? {
        guard let origin = allowedOrigin(request, endpoint, in: snapshot) else { return nil }
        var fields: HTTPFields = [
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Allow-Methods": methods.map(\.rawValue).joined(separator: ", "),
            "Access-Control-Max-Age": "3600",
        ]
        let asked = request.fields.values(of: "Access-Control-Request-Headers").joined(separator: ", ")
        if !asked.isEmpty { fields["Access-Control-Allow-Headers"] = asked }
        if origin != "*" {
            fields["Vary"] = "Origin"
            if isTrusted(origin, in: snapshot) { fields["Access-Control-Allow-Credentials"] = "true" }
        }
        return HTTPResponse(.noContent, fields: fields)
    }

    private static let forEveryone: HTTPFields = ["Access-Control-Allow-Origin": "*"]

    private static func allowedOrigin(
        _ request: HTTPRequest,
        _ endpoint: Endpoint,
        in snapshot: OrgSnapshot
    ) -> String? {
        switch endpoint.kind {
        case .publicDocument: "*"
        case .api(_, .anyOrigin), .api(_, .anyOriginWithChallenge): request.fields["Origin"]
        case .api(_, .trustedOrigins): request.fields["Origin"].flatMap { isTrusted($0, in: snapshot) ? $0 : nil }
        case .page, .ownPage: nil
        }
    }

    package static func isTrusted(_ origin: String, in snapshot: OrgSnapshot) -> Bool {
        let origin = origin.lowercased()
        return origin == snapshot.urls.origin.lowercased()
            || snapshot.organization.contents.trustedOrigins.contains {
                $0.isActive && $0.uses.contains(.cors) && $0.origin == origin
            }
    }
}
