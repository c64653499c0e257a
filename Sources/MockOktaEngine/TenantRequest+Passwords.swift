import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

extension TenantRequest {
    /// Whether the answer may take a password hash, for which a loop that signs for other clients must not be blocked.
    var mayHashPassword: Bool {
        guard case .found(let endpoint, _) = match, case .password = endpoint.weight,
            snapshot.organization.hashedPassword != nil
        else { return false }
        // Of the grants only this one has a password.
        return !request.path.hasSuffix("/v1/token") || FormParameters(request.body)?["grant_type"] == "password"
    }
}
