import MockOktaFormats
package import MockOktaModel

/// What the PROFILE_ENROLLMENT policy of an app says of users who register themselves (Okta, "Policies API", profile
/// enrollment).
///
/// Differs: progressive profiling and inline hooks of registration are not evaluated.
package struct RegistrationPolicy: Hashable, Sendable {
    /// An attribute of the profile that a new user is asked for.
    package struct Attribute: Hashable, Sendable {
        package let name: String
        package let label: String
        package let isRequired: Bool

        /// The longest value: Okta's limits of the base attributes, and a bound for the others.
        package var maxLength: Int {
            switch name {
            case "firstName", "lastName": 50
            case "email", "login": 100
            default: 255
            }
        }
    }

    package let attributes: [Attribute]
    /// Whether the password is asked for along with the profile.
    package let asksPassword: Bool
    /// Whether a new user proves the email address before signing in.
    package let verifiesEmail: Bool
    /// Groups that new users belong to.
    package let groups: [GroupID]

    /// The policy of an app; nil where it lets no user register.
    ///
    /// - Parameters:
    ///   - organization: the org.
    ///   - clientID: the app; nil where none is known.
    package init?(_ organization: Organization, at clientID: String?) {
        let application = clientID.flatMap(organization.application(clientID:))
        let policy = organization.profileEnrollmentPolicy(of: application)
        guard let action = policy?.rules.first(where: \.isActive)?.action("profileEnrollment"),
            action["access"]?.string == "ALLOW", action["unknownUserAction"]?.string == "REGISTER"
        else { return nil }
        let rows = (action["profileAttributes"]?.array ?? []).compactMap(Self.attribute)
        attributes = rows.isEmpty ? Self.standard : rows
        asksPassword = action["enrollAuthenticatorTypes"]?.strings?.contains("password") == true
        verifiesEmail = action["activationRequirements"]?["emailVerification"]?.bool == true
        groups = (action["targetGroupIds"]?.strings ?? []).map(GroupID.init(rawValue:))
            .filter { organization.group($0) != nil }
    }

    private static func attribute(_ row: JSON) -> Attribute? {
        guard let name = row["name"]?.string, !name.isEmpty else { return nil }
        return Attribute(
            name: name,
            label: row["label"]?.string ?? standard.first { $0.name.hasSameBytes(as: name) }?.label ?? name,
            isRequired: row["required"]?.bool ?? false
        )
    }

    private static let standard = [
        Attribute(name: "firstName", label: "First name", isRequired: true),
        Attribute(name: "lastName", label: "Last name", isRequired: true),
        Attribute(name: "email", label: "Email", isRequired: true),
    ]
}

/// What is wrong with an attribute of a new user.
package struct ProfileFault: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case missing, tooLong
        /// Logins are email addresses.
        case notEmail
        /// Another user has it.
        case taken
    }

    package let attribute: RegistrationPolicy.Attribute
    package let kind: Kind
}

extension RegistrationPolicy {
    /// The login of a new user: `login` where it is asked for, else the email address.
    static func login(of profile: JSONObject) -> String {
        profile["login"]?.string ?? profile["email"]?.string ?? ""
    }

    /// The first attribute that a new user cannot have; nil where all are right.
    func fault(in profile: JSONObject, _ organization: Organization) -> ProfileFault? {
        for attribute in attributes {
            let value = profile[attribute.name]?.string ?? ""
            if attribute.isRequired, value.isEmpty { return ProfileFault(attribute: attribute, kind: .missing) }
            if value.count > attribute.maxLength { return ProfileFault(attribute: attribute, kind: .tooLong) }
            let isLogin = ["email", "login"].contains(attribute.name)
            if isLogin, !value.isEmpty, !Self.isEmail(value) {
                return ProfileFault(attribute: attribute, kind: .notEmail)
            }
        }
        let name = attributes.first { $0.name == "login" } ?? attributes.first { $0.name == "email" }
        let naming = name ?? Attribute(name: "email", label: "Email", isRequired: true)
        let login = Self.login(of: profile)
        guard !login.isEmpty else { return ProfileFault(attribute: naming, kind: .missing) }
        let isTaken = organization.user(login: login) != nil
        return isTaken ? ProfileFault(attribute: naming, kind: .taken) : nil
    }

    /// One `@`, with a name before it and a domain with a dot after it; printable ASCII.
    private static func isEmail(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return false
        }
        let domain = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return domain.count > 1 && domain.allSatisfy { !$0.isEmpty }
    }
}
