package import MockOktaFormats
package import MockOktaModel

/// A name at which an expression begins.
package enum Binding: String, Sendable {
    case user, appuser, app, org, access, session
    /// The user in an app's template of user names.
    case source

    package static let inClaims: Set<Binding> = [.user, .appuser, .app, .org, .access, .session]
    /// Without `appuser`, whose `userName` is what the template makes.
    package static let inUserNameTemplates: Set<Binding> = [.source, .user, .app, .org]
}

extension ExpressionScope {
    package func value(of binding: Binding) throws(ExpressionError) -> JSON {
        switch binding {
        case .user, .source: user.map { .object($0.visibleProfile) } ?? .null
        case .appuser: try user.map { user throws(ExpressionError) in .object(try appUser(user)) } ?? .null
        case .app: .object(app)
        case .org: .object(org)
        case .access: ["scope": .array(scopes.map { .string($0) })]
        case .session: ["amr": .array(authenticationMethods.map { .string($0) })]
        }
    }

    private var app: JSONObject {
        var profile = application.profile
        profile["label"] = profile["label"] ?? .string(application.label)
        return [
            "id": .string(application.id.rawValue),
            "clientId": .string(application.clientID),
            "label": .string(application.label),
            "name": application.source["name"] ?? .null,
            "profile": .object(profile),
        ]
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
}
