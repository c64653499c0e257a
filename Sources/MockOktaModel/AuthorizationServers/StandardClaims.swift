/// The nineteen claims that every custom server of Okta has (Okta, "Claims").
extension Claim {
    package static let system: [Claim] =
        [subject]
        + identity("profile", always: ["name", "preferred_username"])
        + identity(
            "profile",
            [
                "given_name", "family_name", "middle_name", "nickname", "profile", "picture", "website", "gender",
                "birthdate", "zoneinfo", "locale", "updated_at",
            ]
        )
        + identity("email", always: ["email"]) + identity("email", ["email_verified"])
        + identity("phone", ["phone_number"]) + identity("address", ["address"])

    private static let subject = Claim(
        name: "sub",
        target: .resource,
        value: .expression("(appuser != null) ? appuser.userName : app.clientId"),
        isSystem: true
    )

    private static func identity(_ scope: String, always names: [String]) -> [Claim] {
        names.map { systemClaim($0, scope, isAlwaysIncluded: true) }
    }

    private static func identity(_ scope: String, _ names: [String]) -> [Claim] {
        names.map { systemClaim($0, scope, isAlwaysIncluded: false) }
    }

    private static func systemClaim(_ name: String, _ scope: String, isAlwaysIncluded: Bool) -> Claim {
        Claim(
            name: name,
            target: .identity,
            value: .system,
            scopes: [scope],
            isAlwaysIncluded: isAlwaysIncluded,
            isSystem: true
        )
    }
}

extension AuthorizationServer {
    /// Not an id from Okta, because the org server has none.
    package static let orgID = AuthorizationServerID(rawValue: "org")

    /// The org server: it has no policies and no custom scopes, and its issuer has no path.
    package static func org(signingKey: SigningKeySource = SigningKeySource()) -> AuthorizationServer {
        AuthorizationServer(
            id: orgID,
            name: "Okta",
            address: nil,
            audience: nil,
            scopes: Scope.orgServer,
            claims: Claim.system.filter { $0.target == .identity },
            signingKey: signingKey
        )
    }
}
