package import MockOktaFormats
package import MockOktaModel

/// A name at which an expression begins.
package enum Binding: String, Sendable {
    case user, appuser, app, org, access, session
    /// The user in an app's template of user names.
    case source
    /// The group that `getFilteredGroups` is looking at.
    case group

    package static let inClaims: Set<Binding> = [.user, .appuser, .app, .org, .access, .session]
    /// Without `appuser`, whose `userName` is what the template makes.
    static let inUserNameTemplates: Set<Binding> = [.source, .user, .app, .org]
    /// In the second argument of `getFilteredGroups`.
    static let ofGroups: Set<Binding> = inClaims.union([.group])
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

    /// The member that the value of a binding has by that name: null where it has none, or is null itself.
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

    /// An attribute of the profile, or in Identity Engine's dialect the profile itself and what stands beside it.
    private func member(_ name: String, of user: User) -> JSON {
        if let attribute = user.visibleAttribute(name) { return attribute }
        switch name {
        case "profile": return .object(user.visibleProfile)
        case "id": return .string(user.id.rawValue)
        case "status": return .string(user.status.rawValue)
        case "created", "activated", "statusChanged", "lastLogin", "lastUpdated", "passwordChanged",
            "realmId":
            return user.source[name] ?? .null
        default: return .null
        }
    }

    /// Whether a binding has no value; a user name that cannot be made is an error here too.
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

    /// Okta writes the subdomain with a small letter in its API and with a capital one in expressions.
    private var org: JSONObject {
        var org = organization.contents.source["org"]?.object ?? organization.contents.source
        let subdomain = org["subDomain"] ?? org["subdomain"]
        org["subDomain"] = subdomain
        org["name"] = org["name"] ?? org["companyName"] ?? subdomain
        return org
    }
}

extension User {
    /// The profile with the login, which every Okta profile has.
    package var visibleProfile: JSONObject {
        var profile = profile
        profile["login"] = .string(login)
        return profile
    }

    /// One attribute of the visible profile.
    func visibleAttribute(_ name: String) -> JSON? {
        name == "login" ? .string(login) : profile[name]
    }
}
