package import MockOktaFormats
package import MockOktaModel

/// A name with which an expression can start.
package enum Binding: String, Sendable {
    case user, appuser, app, org, access, session
    /// The user in an app's user name template.
    case source
    /// The current group of `getFilteredGroups`.
    case group
}

/// Where an expression stands.
package enum ExpressionPlace: Sendable {
    case claim
    /// An app's user name template; without `appuser`, because the template determines its `userName`.
    case userNameTemplate
    /// The second argument of `getFilteredGroups`.
    case groupFilter

    /// The names with which such an expression can start.
    var names: Set<Binding> {
        switch self {
        case .claim: [.user, .appuser, .app, .org, .access, .session]
        case .userNameTemplate: [.source, .user, .app, .org]
        case .groupFilter: Self.claim.names.union([.group])
        }
    }
}

extension ExpressionScope {
    package func value(of binding: Binding) throws(ExpressionError) -> JSON {
        switch binding {
        case .user, .source: user.map { .object($0.visibleProfile) } ?? .null
        case .appuser:
            try user.map { user throws(ExpressionError) in .object(try appUser(user)) } ?? .null
        case .app: .object(app)
        case .org: .object(org)
        case .access: ["scope": .array(scopes.map { .string($0) })]
        case .session: ["amr": .array(authenticationMethods.map { .string($0) })]
        case .group: .null
        }
    }

    /// A member of a binding's value; null if it has no such member, or the value is null.
    package func member(_ name: String, of binding: Binding) throws(ExpressionError) -> JSON {
        switch binding {
        case .user, .source: user.map { member(name, of: $0) } ?? .null
        case .appuser:
            try user.map { user throws(ExpressionError) in try appUserAttribute(name, of: user) ?? .null }
                ?? .null
        case .app: appMember(name) ?? .null
        case .org, .access, .session, .group: try value(of: binding)[name] ?? .null
        }
    }

    /// An attribute of the profile; in the dialect of Identity Engine, the profile itself or another member of the
    /// user.
    private func member(_ name: String, of user: User) -> JSON {
        if let attribute = user.visibleAttribute(name) { return attribute }
        switch name {
        case "profile": return .object(user.visibleProfile)
        case "id": return .string(user.id.rawValue)
        case "status": return .string(user.status.rawValue)
        default: return Self.userMembers.contains(ExactString(name)) ? user.source[name] ?? .null : .null
        }
    }

    /// The members of the user itself, which stand beside the attributes of the profile.
    static let userMembers: Set<ExactString> = [
        "profile", "id", "status", "created", "activated", "statusChanged", "lastLogin", "lastUpdated",
        "passwordChanged", "realmId",
    ]

    /// Whether a binding has no value; throws if the user name cannot be determined.
    package func isNull(_ binding: Binding) throws(ExpressionError) -> Bool {
        switch binding {
        case .user, .source: return user == nil
        case .appuser:
            guard let user else { return true }
            _ = try userName(of: user)
            return false
        case .app, .org, .access, .session, .group: return false
        }
    }

    private var app: JSONObject {
        JSONObject(["id", "clientId", "label", "name", "profile"].map { ($0, appMember($0) ?? .null) })
    }

    private func appMember(_ name: String) -> JSON? {
        switch name {
        case "id": return .string(application.id.rawValue)
        case "clientId": return .string(application.clientID)
        case "label": return .string(application.label)
        case "name": return application.source["name"] ?? .null
        case "profile":
            var profile = application.profile
            profile["label"] = profile["label"] ?? .string(application.label)
            return .object(profile)
        default: return nil
        }
    }

    /// Okta's name for the subdomain starts with a lower-case letter in its API and with an upper-case one in
    /// expressions.
    private var org: JSONObject {
        var org = organization.contents.source["org"]?.object ?? organization.contents.source
        let subdomain = org["subDomain"] ?? org["subdomain"]
        org["subDomain"] = subdomain
        org["name"] = org["name"] ?? org["companyName"] ?? subdomain
        return org
    }
}

extension User {
    /// The profile with the login, which every profile at Okta has.
    package var visibleProfile: JSONObject {
        var profile = profile
        profile["login"] = .string(login)
        return profile
    }

    /// An attribute of the visible profile.
    func visibleAttribute(_ name: String) -> JSON? {
        name == "login" ? .string(login) : profile[name]
    }
}
