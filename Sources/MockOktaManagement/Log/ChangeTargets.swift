import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// The objects that an operation changed, for the System Log: those that its path names, and a new one.
struct ChangeTargets {
    private let operation: Operation
    private let call: APICall
    private let answer: JSON?

    init(_ operation: Operation, _ call: APICall, _ answer: APIAnswer) {
        self.operation = operation
        self.call = call
        self.answer = answer.body
    }

    /// Okta's names of the kinds, by the name of the id in a path.
    private static let kinds = [
        "userID": "User", "groupID": "UserGroup", "appID": "AppInstance", "serverID": "AuthorizationServer",
        "policyID": "PolicyEntity", "ruleID": "PolicyRule", "scopeID": "OAuth2Scope", "claimID": "OAuth2Claim",
        "originID": "TrustedOrigin", "secretID": "ClientSecret", "grantID": "OAuth2ScopeConsentGrant",
        "tokenID": "refresh_token", "clientID": "PublicClientApp", "associatedID": "AuthorizationServer",
    ]

    /// Okta's names of the kinds, by the last segment of the path of a list.
    private static let newKinds = [
        "users": "User", "groups": "UserGroup", "apps": "AppInstance", "authorizationServers": "AuthorizationServer",
        "policies": "PolicyEntity", "rules": "PolicyRule", "scopes": "OAuth2Scope", "claims": "OAuth2Claim",
        "trustedOrigins": "TrustedOrigin", "secrets": "ClientSecret", "grants": "OAuth2ScopeConsentGrant",
    ]

    /// The object of the operation comes first, then the objects that it belongs to.
    var all: [LogEvent.Party] {
        var parties: [LogEvent.Party] = []
        if let created { parties.append(created) }
        for segment in operation.path.split(separator: "/").reversed() where segment.hasPrefix("{") {
            let name = String(segment.dropFirst().dropLast())
            if let kind = Self.kinds[name] { parties.append(party(kind, call.parameter(name))) }
        }
        return parties
    }

    private var created: LogEvent.Party? {
        guard operation.method == .post, let last = operation.path.split(separator: "/").last,
            let kind = Self.newKinds[String(last)], let id = answer?["id"]?.string
        else { return nil }
        return party(kind, id, answer)
    }

    private func party(_ kind: String, _ id: String, _ object: JSON? = nil) -> LogEvent.Party {
        let organization = call.organization
        switch kind {
        case "User":
            if let user = organization.user(UserID(rawValue: id)) ?? organization.user(login: id) {
                return LogEvent.Party(user)
            }
        case "UserGroup":
            if let group = organization.group(GroupID(rawValue: id)) {
                return LogEvent.Party(id: id, type: kind, displayName: group.name)
            }
        case "AppInstance":
            if let app = organization.contents.applications[ApplicationID(rawValue: id)] {
                return LogEvent.Party(app: app)
            }
        case "AuthorizationServer":
            if let server = organization.authorizationServer(at: id) {
                return LogEvent.Party(id: server.id.rawValue, type: kind, displayName: server.name)
            }
        default: break
        }
        return named(kind, id, object)
    }

    /// A new object, by the names in its answer.
    private func named(_ kind: String, _ id: String, _ object: JSON?) -> LogEvent.Party {
        let profile = object?["profile"]
        let login = profile?["login"]?.string
        let names = ["firstName", "lastName"].compactMap { profile?[$0]?.string }.joined(separator: " ")
        let name = [object?["label"], object?["name"], profile?["name"]].compactMap { $0?.string }.first
        return LogEvent.Party(
            id: id,
            type: kind,
            alternateID: login,
            displayName: name ?? (names.isEmpty ? login : names)
        )
    }
}
