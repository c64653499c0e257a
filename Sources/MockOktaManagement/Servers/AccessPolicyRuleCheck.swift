import MockOktaFormats
import MockOktaModel

/// Rules about policy rules that Okta's API enforces; fixtures that break them get a warning.
struct AccessPolicyRuleCheck {
    private let document: JSONObject
    private let organization: Organization

    init(_ document: JSONObject, _ organization: Organization) {
        self.document = document
        self.organization = organization
    }

    func check() throws(Refusal) {
        try checkPeople()
        try checkLifetimes()
    }

    private static let userGrants = ["authorization_code", "implicit", "password"]

    private func checkPeople() throws(Refusal) {
        let people = document["conditions"]?["people"]
        let users = people?["users"]?["include"]?.strings ?? []
        let groups = people?["groups"]?["include"]?.strings ?? []
        let grants = document["conditions"]?["grantTypes"]?["include"]?.strings ?? []
        guard !users.isEmpty || !groups.isEmpty || !grants.contains(where: Self.userGrants.contains) else {
            // Recorded at Okta, with the doubled quotes.
            throw .invalid(
                "conditions.people",
                "At least one of ''conditions.people.users.include'' or ''conditions.people.groups.include'' must "
                    + "contain a valid user or group when ''conditions.grantTypes'' contains one or more of "
                    + "[authorization_code, implicit, password]."
            )
        }
        for user in users + (people?["users"]?["exclude"]?.strings ?? [])
        where organization.user(UserID(rawValue: user)) == nil {
            throw .invalid("conditions.people.users", "The user '\(user)' does not exist")
        }
        for group in groups + (people?["groups"]?["exclude"]?.strings ?? [])
        where group != "EVERYONE" && organization.group(GroupID(rawValue: group)) == nil {
            throw .invalid("conditions.people.groups", "The group '\(group)' does not exist")
        }
    }

    /// Access ≤ window ≤ lifetime, where the lifetime is limited (Okta, "Token lifetime").
    ///
    /// Differs: Okta's message for this error is not known.
    private func checkLifetimes() throws(Refusal) {
        let token = document["actions"]?["token"]
        func minutes(_ name: String) -> Int { token?[name]?.integer ?? 0 }
        let (access, refresh) = (minutes("accessTokenLifetimeMinutes"), minutes("refreshTokenLifetimeMinutes"))
        let window = minutes("refreshTokenWindowMinutes")
        if refresh > 0, refresh < access {
            throw .invalid(
                "actions.token",
                ["actions.token.refreshTokenLifetimeMinutes: must not be less than accessTokenLifetimeMinutes"]
            )
        }
        if window < access || (refresh > 0 && window > refresh) {
            throw .invalid(
                "actions.token",
                [
                    "actions.token.refreshTokenWindowMinutes: must be between accessTokenLifetimeMinutes and "
                        + "refreshTokenLifetimeMinutes"
                ]
            )
        }
    }
}
