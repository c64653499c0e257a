import MockOktaCrypto
import MockOktaFormats
package import MockOktaHTTP

/// `/_mock`: the control API.
package enum ControlFeature {
    /// The prefix of every path of the control API.
    package static let prefix = "/_mock"

    package static let version = "1.0.0"

    /// Whether a path belongs to the control API.
    package static func owns(_ path: String) -> Bool {
        let (path, prefix) = (path.utf8.span, prefix.utf8.span)
        return path.starts(with: prefix) && (path.count == prefix.count || path[prefix.count] == UInt8(ascii: "/"))
    }

    /// Whether answering may take as long as a signature or a key.
    package static func isSlow(_ request: HTTPRequest) -> Bool {
        guard case .found(let endpoint, _) = ControlEndpoint.routes.match(request.method, path: request.path) else {
            return false
        }
        return endpoint.isSlow
    }

    /// Answers a control request.
    ///
    /// Errors become answers.
    package static func answer(_ context: ControlContext) -> Reply {
        do throws(ControlError) {
            let request = context.request
            switch ControlEndpoint.routes.match(request.method, path: request.path) {
            case .found(.health, _):
                return .complete(ControlEndpoint.health(context))
            case .found(let endpoint, let parameters):
                try check(context, needsToken: !endpoint.needsNoToken)
                return try endpoint.answer(context, parameters)
            case .notFound:
                try check(context)
                throw ControlError(.notFound, "the control API has no \(request.path)")
            case .methodNotAllowed(let allowed):
                try check(context)
                let methods = allowed.map(\.rawValue)
                let error = ControlError(.methodNotAllowed, "\(request.path) knows \(methods)", allowed: methods)
                var response = error.response
                response.fields["Allow"] = methods.joined(separator: ", ")
                return .complete(response)
            }
        } catch {
            return .complete(error.response)
        }
    }

    private static func check(_ context: ControlContext, needsToken: Bool = true) throws(ControlError) {
        guard context.access.isEnabled, context.access.role != .orgOnly else {
            throw ControlError(.notFound, "the control API is not served here")
        }
        try checkOrigin(context)
        if needsToken { try checkToken(context) }
    }

    /// A page from elsewhere must not steer the double of whoever visits it.
    private static func checkOrigin(_ context: ControlContext) throws(ControlError) {
        guard let origin = context.request.fields["Origin"] else { return }
        guard origin.lowercased() == context.origin.lowercased() else {
            throw ControlError(.forbidden, "Origin \(origin) may not use the control API")
        }
        guard LocalHost.isLocal(context.request.authority) || context.isPinned else {
            let why =
                "Origin \(origin) is a name that anybody's DNS may point here; --base-url makes it the double's own"
            throw ControlError(.forbidden, why)
        }
    }

    private static func checkToken(_ context: ControlContext) throws(ControlError) {
        guard let token = context.access.token else { return }
        let field = context.request.fields["Authorization"] ?? ""
        let given = field.prefix(7).lowercased() == "bearer " ? String(field.dropFirst(7)) : ""
        guard ConstantTime.equal(Array(given.utf8), Array(token.utf8)) else {
            throw ControlError(.unauthorized, "the control API wants Authorization: Bearer and its token")
        }
    }
}
