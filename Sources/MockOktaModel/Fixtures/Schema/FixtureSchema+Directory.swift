extension FixtureSchema {
    static let user = ObjectSchema([
        id,
        Field("status", .word(of: User.Status.self), "ACTIVE unless given."),
        Field("profile", .object(profile), required: true, "Attributes; those not listed here are kept for claims."),
        Field("credentials", .object(credentials), "The password; without one none is right."),
        Field("groups", .strings, "Ids or names of groups, beside Everyone."),
        Field("factors", .array(.object(factor)), "What the user proves besides the password."),
        Field(
            "passwordHistory",
            .array(.object(password)),
            "Earlier passwords, the latest first, which a policy may forbid."
        ),
    ])

    package static let factor = ObjectSchema([
        id,
        Field(
            "factorType",
            .openWord(Factor.Kind.allCases.map(\.rawValue)),
            required: true,
            "A factor of another type is passed over."
        ),
        Field("provider", .string(.nonEmpty), "OKTA or GOOGLE."),
        Field("status", .string(), "ACTIVE unless given; others are not asked for."),
        Field("profile", .object(factorProfile), "Address, number, or question and answer."),
        Field("mock", .object(factorSecret), "What Okta never shows."),
    ])

    static let authenticator = ObjectSchema([
        id, status,
        Field(
            "key",
            .openWord(([Authenticator.password] + Authenticator.factors).map(\.key)),
            required: true,
            "Which authenticator."
        ),
        Field("name", .string(.nonEmpty), "For people."),
        links,
    ])

    private static let factorProfile = ObjectSchema([
        Field("email", .string(), "The user's unless given."),
        Field("phoneNumber", .string(), "Where messages and calls go."),
        Field("question", .string(), "The key of the question."),
        Field("answer", .string(), "What the user answers, in any case."),
    ])

    private static let factorSecret = ObjectSchema([
        Field("sharedSecret", .string(.base32), "The key of one-time passwords.")
    ])

    private static let profile = ObjectSchema([
        Field("login", .string(.nonEmpty), required: true, "What the user signs in with; unique."),
        Field("email", .string(), "The login unless given."),
        Field("firstName", .string(), "The claim given_name."),
        Field("lastName", .string(), "The claim family_name."),
        Field("displayName", .string(), "The claim name; else first and last name."),
    ])

    private static let credentials = ObjectSchema([
        Field("password", .either(.object(password), .string()), "Clear text, a hash, or a hook.")
    ])

    private static let password = ObjectSchema([
        Field("value", .string(), "The password in clear text."),
        Field("hash", .object(passwordHash), "A hash as Okta imports them."),
        Field("hook", .object(ObjectSchema([])), "Okta would ask a hook; here any password is right."),
    ])

    private static let passwordHash = ObjectSchema([
        Field("algorithm", .word(PasswordBuilder.algorithms), required: true, "How the value was made."),
        Field("value", .string(.nonEmpty), required: true, "Base 64, for BCRYPT its own."),
        Field("salt", .string(), "Base 64, for BCRYPT its own."),
        Field("workFactor", .integer(0...Password.greatestWorkFactor), "The logarithm of the rounds of BCRYPT."),
        Field("saltOrder", .word(["PREFIX", "POSTFIX"]), "PREFIX unless given."),
        Field("iterationCount", .integer(1...Password.greatestRounds), "Rounds of PBKDF2."),
        Field("keySize", .integer(1...64), "Bytes of PBKDF2's result."),
        Field("digestAlgorithm", .word(["SHA256_HMAC", "SHA512_HMAC"]), "SHA256_HMAC unless given."),
    ])

    static let group = ObjectSchema([
        id,
        Field("type", .word(["OKTA_GROUP", "APP_GROUP", "BUILT_IN"]), "OKTA_GROUP unless given."),
        Field(
            "profile",
            .object(ObjectSchema([Field("name", .string(.nonEmpty), required: true, "What claims call it.")])),
            required: true,
            "Name and description."
        ),
    ])

    static let groupMembers = ObjectSchema(
        .refused,
        [
            Field("group", .string(.nonEmpty), required: true, "Id or name of the group."),
            Field("users", .strings, required: true, "Ids or logins of its users."),
        ]
    )

    static let groupRule = ObjectSchema([
        id, status,
        Field("name", .string(.nonEmpty), "The name of the rule."),
        Field(
            "conditions",
            .object(
                ObjectSchema([
                    Field(
                        "expression",
                        .object(ObjectSchema([Field("value", .string(), "An expression that is true for members.")])),
                        "Which users the rule concerns."
                    )
                ])
            ),
            "Which users the rule concerns."
        ),
        Field(
            "actions",
            .object(
                ObjectSchema([
                    Field(
                        "assignUserToGroups",
                        .object(ObjectSchema([Field("groupIds", .strings, "Ids or names of the groups.")])),
                        "The groups that the rule gives."
                    )
                ])
            ),
            "What the rule does."
        ),
    ])
}
