import MockOktaFormats
import MockOktaModel

/// The app user (Okta's Application User): the attributes of the user's row in `appUsers`; for other attributes, the
/// default mapping from the user's attributes to the profile of an OIDC app. It has its own user name.
extension ExpressionScope {
    func appUser(_ user: User) throws(ExpressionError) -> JSONObject {
        var attributes = user.visibleProfile
        for (name, source) in Self.mappedAttributes {
            attributes[name] = attributes[name] ?? user.attribute(source)
        }
        attributes["name"] = attributes["name"] ?? .string(user.displayName)
        attributes["preferred_username"] = attributes["preferred_username"] ?? .string(user.login)
        for member in row(of: user)?.profile.members ?? [] { attributes[member.key] = member.value }
        attributes["userName"] = .string(try userName(of: user))
        return attributes
    }

    /// An attribute of the app user.
    func appUserAttribute(_ name: String, of user: User) throws(ExpressionError) -> JSON? {
        let userName = try userName(of: user)
        if name == "userName" { return .string(userName) }
        if let value = row(of: user)?.profile[name] { return value }
        if let value = user.visibleAttribute(name) { return value }
        if let (_, source) = Self.mappedAttributes.first(where: { $0.0 == name }) {
            return user.attribute(source)
        }
        switch name {
        case "name": return .string(user.displayName)
        case "preferred_username": return .string(user.login)
        default: return nil
        }
    }

    /// The user's row in the app's `appUsers`.
    func row(of user: User) -> AppUser? { organization.appUser(user, at: application) }

    /// The default mapping from an Okta user to the profile of an OIDC app.
    private static let mappedAttributes = [
        ("given_name", "firstName"),
        ("family_name", "lastName"),
        ("middle_name", "middleName"),
        ("nickname", "nickName"),
        ("profile", "profileUrl"),
        ("zoneinfo", "timezone"),
        ("phone_number", "primaryPhone"),
        ("street_address", "streetAddress"),
        ("locality", "city"),
        ("region", "state"),
        ("postal_code", "zipCode"),
        ("country", "countryCode"),
    ]
}
