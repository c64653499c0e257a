import MockOktaFormats
import MockOktaModel

/// The claims that OpenID Connect defines, read from a user's Okta profile (OpenID Connect Core §5.1).
struct UserClaims {
    /// Okta's defaults for an org (Okta, "Organization settings").
    private static let orgLocale = "en_US"
    private static let orgTimeZone = "America/Los_Angeles"

    let user: User
    let organization: Organization

    /// Returns the value of a claim; nil where the profile has none.
    func value(_ claim: String) -> JSON? {
        switch claim {
        case "name": .string(user.displayName)
        case "preferred_username": .string(user.login)
        case "email_verified": user.attribute("emailVerified") ?? user.attribute("email_verified") ?? true
        case "updated_at": .integer(updatedAt)
        case "address": address
        case "locale": attribute(claim) ?? .string(Self.orgLocale)
        case "zoneinfo": attribute(claim) ?? .string(Self.orgTimeZone)
        case "groups": .array(organization.groupNames(of: user).map { .string($0) })
        default: attribute(claim)
        }
    }

    /// Returns the Okta attribute of a claim, else the attribute with the claim's own name.
    private func attribute(_ claim: String) -> JSON? {
        Self.attributes[claim, default: []].lazy.compactMap(user.attribute).first ?? user.attribute(claim)
    }

    private static let attributes: [ExactString: [String]] = [
        "given_name": ["firstName"],
        "family_name": ["lastName"],
        "middle_name": ["middleName"],
        "nickname": ["nickName"],
        "profile": ["profileUrl"],
        "zoneinfo": ["timezone"],
        "phone_number": ["primaryPhone", "mobilePhone"],
    ]

    private var updatedAt: Int {
        let text = user.source["lastUpdated"]?.string ?? user.source["created"]?.string
        let instant = text.flatMap(RFC3339.parse).map { Instant(microseconds: $0) } ?? .ofUndatedObjects
        return Int(instant.seconds)
    }

    private var address: JSON? {
        if let address = user.attribute("address") { return address }
        let parts = [
            ("street_address", "streetAddress"), ("locality", "city"), ("region", "state"), ("postal_code", "zipCode"),
            ("country", "countryCode"),
        ]
        let members = parts.compactMap { name, attribute in user.attribute(attribute).map { (name, $0) } }
        return members.isEmpty ? nil : .object(JSONObject(members))
    }
}
