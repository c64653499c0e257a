import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// `mock.usersOnDemand`: a login that no user has becomes a new user, for whom any password is right.
enum UsersOnDemand {
    /// The longest login of a new user, as in Okta.
    private static let longestLogin = 100

    /// Creates the user of an unknown login; does nothing unless the setting is on.
    ///
    /// A login without `@` is completed by `@example.com`, as Okta's logins are email addresses.
    ///
    /// - Throws: `Refusal` where a store fails.
    static func create(_ login: String, _ context: inout RequestContext) throws(Refusal) {
        guard context.settings.createsUsersOnDemand, !login.isEmpty, login.utf8.count <= longestLogin,
            login.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }), context.organization.user(login: login) == nil
        else { return }
        let object = document(login.contains("@") ? login : login + "@example.com", at: context.snapshot.now)
        let changed = try context.editor.update { (organization) throws(Refusal) -> (Organization, Organization) in
            let everyone = organization.contents.groups.first { $0.isEveryone }
            guard organization.user(login: login) == nil,
                let user = DocumentReader.user(object, groups: everyone.map { [$0.id] } ?? [])
            else { return (organization, organization) }
            let changed = organization.changing { $0.users.set(user) }
            return (changed, changed)
        }
        context.use(changed)
    }

    private static func document(_ login: String, at now: Instant) -> JSONObject {
        let words = login.prefix { $0 != "@" }.split { ".-_+".contains($0) }.map { word in
            word.prefix(1).description.asciiUppercased + word.dropFirst()
        }
        var profile: JSONObject = ["login": .string(login), "email": .string(login)]
        profile["firstName"] = .string(words.first ?? login)
        profile["lastName"] = .string(words.dropFirst().joined(separator: " "))
        return [
            "id": .string(IdentifierPrefix.user.derived(from: login)), "status": "ACTIVE",
            "created": .string(now.text), "profile": .object(profile),
            "credentials": ["password": ["hook": ["type": "default"]]],
        ]
    }
}
