import MockOktaEndpoints
import MockOktaHTTP
import MockOktaModel

/// One operation of the Management API: a row of a resource's table.
struct Operation: Sendable {
    typealias Handler = @Sendable (inout APICall) throws(Refusal) -> APIAnswer

    let method: HTTPMethod
    /// The path: `/api/v1/…` or `/oauth2/v1/clients/…` with `{names}` in place of ids.
    let path: String
    /// The area that the call reads or changes: `groups` requires `okta.groups.read` or `okta.groups.manage`.
    let area: APIArea
    private let weight: Endpoint.Weight
    /// A scope that allows the operation besides those of the area.
    private let furtherScope: String?
    /// Whether a request without `Authorization` is refused.
    private let needsToken: Bool
    private let handler: Handler

    /// Creates a row; operations that change the org are heavy, others are light unless the row says otherwise.
    init(
        _ method: HTTPMethod,
        _ path: String,
        _ area: APIArea,
        weight: Endpoint.Weight? = nil,
        alsoAccepted furtherScope: String? = nil,
        needsToken: Bool = true,
        _ handler: @escaping Handler
    ) {
        self.method = method
        self.path = path
        self.area = area
        self.weight = weight ?? (method == .get ? .light : .heavy)
        self.furtherScope = furtherScope
        self.needsToken = needsToken
        self.handler = handler
    }

    var endpoint: Endpoint {
        Endpoint([method], [path], .org, .api(bucket, .trustedOrigins), weight, .noKeys, .json) {
            [self] (context) throws(Refusal) in
            var call = try APICall(context)
            defer { context = call.context }
            if needsToken || call.context.request.fields.contains("Authorization"),
                let refused = try CallerCheck(self).check(&call)
            {
                return refused
            }
            guard Accept(context.request.fields).admits("application/json") else {
                throw Refusal(.acceptNotSupported, why: "Accept takes no application/json")
            }
            let answer = try handler(&call)
            call.context.record.events += ChangeEvents.of(self, call, answer)
            return answer.response
        }
    }

    /// The scopes that allow the operation; an access token needs one of them.
    var acceptedScopes: [String] {
        (method == .get ? [area.readScope, area.manageScope] : [area.manageScope]) + (furtherScope.map { [$0] } ?? [])
    }

    /// The rate-limit bucket: Okta counts by the first segments of a path (Okta, "Rate limits").
    private var bucket: Endpoint.Bucket {
        Endpoint.Bucket(path.split(separator: "/").prefix(3).joined(separator: "/"))
    }
}

/// An area of the Management API as named in `okta.*` scopes (Okta, "OAuth 2.0 scopes").
enum APIArea: String, Sendable {
    case authorizationServers, apps, appGrants, users, groups, sessions, trustedOrigins, logs, clients, policies
    case orgs, schemas, userTypes, authenticators, roles
    case inlineHooks, eventHooks, networkZones, logStreams, idps

    var readScope: String { "okta.\(rawValue).read" }
    var manageScope: String { "okta.\(rawValue).manage" }
}
