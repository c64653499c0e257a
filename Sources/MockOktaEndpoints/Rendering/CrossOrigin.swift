import MockOktaFormats
package import MockOktaHTTP
package import MockOktaIssuing
import MockOktaModel

/// CORS: the origins whose pages may read answers (Fetch standard; Okta, "Enable CORS").
package enum CrossOrigin {
    /// Adds the CORS fields where the page that sent the request may read the endpoint's answer.
    package static func allow(
        _ request: HTTPRequest,
        _ endpoint: Endpoint,
        in snapshot: OrgSnapshot,
        _ response: inout HTTPResponse
    ) {
        if endpoint.isPublicDocument {
            response.fields["Vary"] = "Origin"
            guard let origin = request.fields["Origin"] else { return }
            response.fields["Access-Control-Allow-Origin"] = origin
            response.fields["Access-Control-Allow-Credentials"] = "true"
            return
        }
        guard let origin = allowedOrigin(request, endpoint, in: snapshot) else { return }
        var exposed = exposedFields
        if response.fields.contains("dpop-nonce") { exposed.append("dpop-nonce") }
        if case .api(_, .anyOriginWithChallenge) = endpoint.kind { exposed.append("WWW-Authenticate") }
        allow(origin, exposing: exposed, in: snapshot, &response)
    }

    /// Why a browser hides an endpoint's answer from the page that sent the request; nil where the page may read it.
    package static func whyHidden(
        _ request: HTTPRequest,
        _ endpoint: Endpoint,
        in snapshot: OrgSnapshot
    ) -> String? {
        guard case .api(_, .trustedOrigins) = endpoint.kind, let origin = request.fields["Origin"],
            !isTrusted(origin, in: snapshot)
        else { return nil }
        return "\(origin) is no trusted origin with CORS, so that the browser hides the answer from the page"
    }

    /// Why a preflight request for a method that is served is refused.
    package static func whyRefused(_ request: HTTPRequest) -> String {
        let origin = request.fields["Origin"] ?? "no origin"
        return "a page of \(origin), which is no trusted origin with CORS, may not call \(request.path)"
    }

    /// Adds the CORS fields for trusted origins to an API's error for an unknown path, so that SDKs can show it.
    package static func allowTrusted(_ request: HTTPRequest, in snapshot: OrgSnapshot, _ response: inout HTTPResponse) {
        guard isOfAnAPI(request), let origin = request.fields["Origin"], isTrusted(origin, in: snapshot) else { return }
        allow(origin, exposing: exposedFields, in: snapshot, &response)
    }

    private static let exposedFields = [
        "Date", "Link", "X-Okta-Edge-Log", "X-Okta-Request-Id", "X-Rate-Limit-Limit", "X-Rate-Limit-Remaining",
        "X-Rate-Limit-Reset",
    ]

    private static func allow(
        _ origin: String,
        exposing exposed: [String],
        in snapshot: OrgSnapshot,
        _ response: inout HTTPResponse
    ) {
        response.fields["Access-Control-Allow-Origin"] = origin
        response.fields["Vary"] = "Origin"
        if isTrusted(origin, in: snapshot) { response.fields["Access-Control-Allow-Credentials"] = "true" }
        response.fields["Access-Control-Expose-Headers"] = exposed.joined(separator: ", ")
    }

    /// Whether a path belongs to one of Okta's APIs, even if no endpoint has it.
    private static func isOfAnAPI(_ request: HTTPRequest) -> Bool {
        ["/api/v1/", "/idp/", "/oauth2/"].contains { request.path.hasPrefix($0) }
    }

    /// Answers a preflight request.
    ///
    /// - Parameters:
    ///   - request: the OPTIONS request.
    ///   - endpoint: the endpoint that the page will call.
    ///   - methods: all methods of the path.
    ///   - snapshot: the org with its trusted origins.
    /// - Returns: nil where the origin may not read the endpoint's answers.
    package static func preflight(
        _ request: HTTPRequest,
        _ endpoint: Endpoint,
        methods: [HTTPMethod],
        in snapshot: OrgSnapshot
    ) -> HTTPResponse? {
        allowedOrigin(request, endpoint, in: snapshot).map { preflight(request, $0, methods, in: snapshot) }
    }

    /// Answers the preflight request for an unknown path, so that the page can read the 404.
    package static func preflightOfNothing(_ request: HTTPRequest, in snapshot: OrgSnapshot) -> HTTPResponse? {
        guard isOfAnAPI(request), let origin = request.fields["Origin"], isTrusted(origin, in: snapshot) else {
            return nil
        }
        let wanted = request.fields["Access-Control-Request-Method"].map(HTTPMethod.init)
        return preflight(request, origin, wanted.map { [$0] } ?? [], in: snapshot)
    }

    private static func preflight(
        _ request: HTTPRequest,
        _ origin: String,
        _ methods: [HTTPMethod],
        in snapshot: OrgSnapshot
    ) -> HTTPResponse {
        var fields: HTTPFields = [
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Allow-Methods": methods.map(\.rawValue).joined(separator: ", "),
            "Access-Control-Max-Age": "3600", "Vary": "Origin",
        ]
        let asked = request.fields.values(of: "Access-Control-Request-Headers").joined(separator: ", ")
        if !asked.isEmpty { fields["Access-Control-Allow-Headers"] = asked }
        if isTrusted(origin, in: snapshot) { fields["Access-Control-Allow-Credentials"] = "true" }
        return HTTPResponse(.noContent, fields: fields)
    }

    private static func allowedOrigin(
        _ request: HTTPRequest,
        _ endpoint: Endpoint,
        in snapshot: OrgSnapshot
    ) -> String? {
        switch endpoint.kind {
        case .publicDocument, .api(_, .anyOrigin), .api(_, .anyOriginWithChallenge): request.fields["Origin"]
        case .api(_, .trustedOrigins): request.fields["Origin"].flatMap { isTrusted($0, in: snapshot) ? $0 : nil }
        case .page, .ownPage: nil
        }
    }

    package static func isTrusted(_ origin: String, in snapshot: OrgSnapshot) -> Bool {
        let (origin, settings) = (origin.asciiLowercased, snapshot.organization.settings)
        return origin == snapshot.urls.origin.asciiLowercased
            || snapshot.organization.contents.trustedOrigins.contains {
                $0.isActive && $0.uses.contains(.cors)
                    && ($0.origin == origin || LoopbackPort.matches(origin, $0.origin, settings))
            }
    }
}
