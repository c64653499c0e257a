package import MockOktaFormats
package import MockOktaHTTP

/// `/_mock`: the control API.
package enum ControlFeature {
    /// The prefix of every path of the control API.
    package static let prefix = "/_mock"

    package static let version = "1.0.0"

    /// The control API as an OpenAPI document, without the URL of a server.
    package static var openAPI: JSONObject { OpenAPIDocument.document }

    /// Whether a path belongs to the control API.
    package static func owns(_ path: String) -> Bool {
        let (path, prefix) = (path.utf8.span, prefix.utf8.span)
        return path.starts(with: prefix) && (path.count == prefix.count || path[prefix.count] == UInt8(ascii: "/"))
    }

    /// Whether the answer may need a signature or a new key, and so a worker thread.
    package static func isSlow(_ request: HTTPRequest) -> Bool {
        guard case .found(let endpoint, _) = ControlEndpoint.routes.match(request.method, path: request.path) else {
            return false
        }
        return endpoint.weight == .slow
    }

    /// Whether the answer needs the tenant's state, so that the tenant must be created.
    package static func needsTenant(_ request: HTTPRequest) -> Bool {
        guard case .found(let endpoint, _) = ControlEndpoint.routes.match(request.method, path: request.path) else {
            return false
        }
        return endpoint.caller == .controllers
    }

    /// Whether the answer shows messages of the outbox.
    package static func readsMessages(_ path: String) -> Bool { path.hasPrefix(prefix + "/messages") }

    /// Whether the answer names the isolated orgs.
    package static func listsOrgs(_ request: HTTPRequest) -> Bool {
        request.method == .get && request.path.hasSameBytes(as: prefix + "/orgs")
    }

    /// Answers a control request.
    ///
    /// Errors are rendered, not thrown.
    package static func answer(_ context: ControlContext) -> Reply {
        let reply: Reply
        do throws(ControlError) {
            reply = try uncheckedAnswer(context)
        } catch {
            reply = .complete(error.response)
        }
        return ControlOrigins.allow(reply, context)
    }

    /// The names that follow `/_mock/` in the paths of the table.
    private static let names = Set(ControlEndpoint.all.compactMap { $0.path.split(separator: "/").first }).map(
        String.init
    )
    .sorted()

    /// The path that was probably meant; empty where no name is near.
    private static func meant(_ path: String) -> String {
        guard let name = path.dropFirst(prefix.count).split(separator: "/").first, name.utf8.count <= 40,
            let nearest = NearestName.nearest(to: String(name), among: names)
        else { return "; /_mock/openapi.json lists what it has" }
        return "; did you mean \(prefix)/\(nearest)?"
    }

    private static func uncheckedAnswer(_ context: ControlContext) throws(ControlError) -> Reply {
        let request = context.request
        switch ControlEndpoint.routes.match(request.method, path: request.path) {
        case .found(let endpoint, let parameters):
            try ControlGuard.check(context, endpoint.caller)
            if let failure = context.failure { throw ControlError(.storeUnavailable, failure) }
            return try endpoint.answer(context, parameters)
        case .notFound:
            try ControlGuard.check(context, .controllers)
            throw ControlError(.notFound, "the control API has no \(request.path)" + meant(request.path))
        case .methodNotAllowed(let allowed):
            if let preflight = ControlOrigins.preflight(context, allowed) { return .complete(preflight) }
            try ControlGuard.check(context, .controllers)
            let methods = allowed.map(\.rawValue)
            let message = "\(request.path) has no \(request.method.rawValue)"
            var response = ControlError(.methodNotAllowed, message, allowed: methods).response
            response.fields["Allow"] = methods.joined(separator: ", ")
            return .complete(response)
        }
    }
}
