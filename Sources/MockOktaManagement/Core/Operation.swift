import MockOktaEndpoints
import MockOktaHTTP
import MockOktaModel

/// One operation of the Management API: a row of a resource's table.
struct Operation: Sendable {
    typealias Handler = @Sendable (inout APICall) throws(Refusal) -> APIAnswer

    let method: HTTPMethod
    /// `/api/v1/…` with `{names}` in place of ids.
    let path: String
    /// What is read or changed: `groups` takes a token with `okta.groups.read` or `okta.groups.manage`.
    let area: APIArea
    private let weight: Endpoint.Weight
    private let handler: Handler

    /// Makes a row; what changes the org is heavy, what only reads it is light unless the row says otherwise.
    init(
        _ method: HTTPMethod,
        _ path: String,
        _ area: APIArea,
        weight: Endpoint.Weight? = nil,
        _ handler: @escaping Handler
    ) {
        self.method = method
        self.path = path
        self.area = area
        self.weight = weight ?? (method == .get ? .light : .heavy)
        self.handler = handler
    }

    var endpoint: Endpoint {
        Endpoint([method], [path], .org, .api(bucket, .trustedOrigins), weight, .noKeys, .json) {
            [self] (context) throws(Refusal) in
            var call = try APICall(context)
            defer { context = call.context }
            if let refused = try CallerCheck(self).check(&call) { return refused }
            return try handler(&call).response
        }
    }

    /// Any one of these lets an access token call the operation.
    var acceptedScopes: [String] { method == .get ? [area.readScope, area.manageScope] : [area.manageScope] }

    /// Okta counts by the first two segments of a path (Okta, "Rate limits").
    private var bucket: Endpoint.Bucket {
        Endpoint.Bucket(path.split(separator: "/").prefix(3).joined(separator: "/"))
    }
}

/// A part of the Management API as `okta.*` scopes name it (Okta, "OAuth 2.0 scopes").
enum APIArea: String, Sendable {
    case authorizationServers, apps, appGrants, users, groups, sessions, trustedOrigins, logs, clients, policies
    case orgs, schemas, userTypes

    var readScope: String { "okta.\(rawValue).read" }
    var manageScope: String { "okta.\(rawValue).manage" }
}
