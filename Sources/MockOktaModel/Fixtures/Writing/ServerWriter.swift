import MockOktaFormats

/// Writes an authorization server with its scopes, claims and policies nested inside.
struct ServerWriter {
    private let server: AuthorizationServer
    private let withSecrets: Bool

    init(_ server: AuthorizationServer, withSecrets: Bool) {
        self.server = server
        self.withSecrets = withSecrets
    }

    var object: JSONObject {
        var object = ownMembers
        object["scopes"] = .array(server.scopes.filter(isListed).map { .object(Self.scope($0)) })
        object["claims"] = .array(server.claims.filter(isListed).map { .object(Self.claim($0)) })
        let places = PolicyWriter.places(server.policies.map(\.priority))
        object["policies"] = .array(zip(server.policies, places).map { PolicyWriter($0, place: $1).object })
        return object
    }

    /// The server's members without its nested objects.
    var ownMembers: JSONObject {
        var object = JSONObject.leading(
            ["id": .string(server.id.rawValue), "name": .string(server.name)],
            server.source
        )
        object["audiences"] = server.audience.map { [.string($0)] }
        object["status"] = .status(server.isActive)
        if server.address == "default" { object["default"] = true }
        Self.writeKey(server, to: &object, withSecrets: withSecrets)
        return object
    }

    /// Whether a scope is written: Okta's own scopes and claims exist by default while they are unchanged.
    private func isListed(_ scope: Scope) -> Bool { !scope.isSystem || !scope.source.isEmpty }
    private func isListed(_ claim: Claim) -> Bool { !claim.isSystem || !claim.source.isEmpty }

    /// Writes `credentials.signing`: always the key's id, the key itself only with secrets.
    static func writeKey(_ server: AuthorizationServer, to object: inout JSONObject, withSecrets: Bool) {
        let key = server.signingKey
        let privateKey = withSecrets ? key.privateKey?.pem : nil
        guard key.keyID != nil || privateKey != nil else { return }
        object.change("credentials") { credentials in
            credentials.change("signing") { signing in
                signing["kid"] = key.keyID.map { .string($0) }
                signing["privateKey"] = privateKey.map { .string($0) }
            }
        }
    }

    static func scope(_ scope: Scope) -> JSONObject {
        var object = JSONObject.leading(["name": .string(scope.name)], scope.source)
        object["displayName"] = .string(scope.displayName)
        object["description"] = .string(scope.description)
        object["consent"] = .string(scope.consent.rawValue)
        object["metadataPublish"] = scope.isPublished ? "ALL_CLIENTS" : "NO_CLIENTS"
        object["default"] = .bool(scope.isDefault)
        return object
    }

    static func claim(_ claim: Claim) -> JSONObject {
        var object = JSONObject.leading(["name": .string(claim.name)], claim.source)
        object["status"] = .status(claim.isActive)
        object["claimType"] = .string(claim.target.rawValue)
        switch claim.value {
        case .expression(let text):
            object["valueType"] = "EXPRESSION"
            object["value"] = .string(text)
        case .groups(let filter, let text):
            object["valueType"] = "GROUPS"
            object["value"] = .string(text)
            object["group_filter_type"] = .string(filter.rawValue)
        case .system: object["valueType"] = "SYSTEM"
        }
        object["conditions"] = ["scopes": .strings(claim.scopes)]
        object["alwaysIncludeInToken"] = .bool(claim.isAlwaysIncluded)
        return object
    }
}
