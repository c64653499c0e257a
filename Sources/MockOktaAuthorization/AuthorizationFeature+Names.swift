import MockOktaEndpoints
import MockOktaFormats

extension AuthorizationFeature {
    /// What follows `/v1/` in the paths of an authorization server, where it is no variable.
    package static let endpointNames = endpoints.flatMap(\.paths).compactMap { path -> String? in
        let prefix = "/oauth2/{server}/v1/"
        guard path.hasPrefix(prefix), !path.dropFirst(prefix.count).contains("{") else { return nil }
        return String(path.dropFirst(prefix.count))
    }
}
