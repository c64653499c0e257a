/// Members of policies about signing in (Okta, "Policies API"); others are kept.
extension FixtureSchema {
    static let policyTypes = Schema.openWord(OrgPolicy.Kind.allCases.map(\.rawValue) + ["OAUTH_AUTHORIZATION_POLICY"])

    static let ruleTypes = Schema.openWord(
        OrgPolicy.Kind.allCases.map(\.ruleType) + ["RESOURCE_ACCESS", "SIGN_ON", "PASSWORD", "MFA_ENROLL"]
    )

    /// The settings of a policy of the types PASSWORD and MFA_ENROLL.
    static let policySettings = ObjectSchema([
        Field("password", .object(passwordSettings), "PASSWORD: the rules of new passwords and of lockout."),
        Field("recovery", .any, "PASSWORD: how accounts are recovered."),
        Field("delegation", .any, "PASSWORD: for other directories."),
        Field("type", .openWord(["AUTHENTICATORS", "FACTORS"]), "MFA_ENROLL: which of the lists below counts."),
        Field("authenticators", .array(.object(enrollableAuthenticator)), "MFA_ENROLL: what users may set up."),
        Field("factors", .map(.object(enrollableFactor)), "MFA_ENROLL: the same, by the names of factors."),
    ])

    private static let passwordSettings = ObjectSchema([
        Field(
            "complexity",
            .object(
                ObjectSchema([
                    count("minLength", 1...72, "8 unless given."), count("minLowerCase", 0...1, "1 unless given."),
                    count("minUpperCase", 0...1, "1 unless given."), count("minNumber", 0...1, "1 unless given."),
                    count("minSymbol", 0...1, "0 unless given."),
                    Field("excludeUsername", .bool, "No parts of the login; true unless given."),
                    Field("excludeAttributes", .strings, "firstName, lastName: no such names."),
                    Field("dictionary", .any, "Not evaluated."),
                ])
            ),
            "What new passwords must hold."
        ),
        Field(
            "age",
            .object(
                ObjectSchema([
                    count("maxAgeDays", 0...999, "Days until a password expires; 0, never, unless given."),
                    count("expireWarnDays", 0...999, "Days before that in which users are warned; 0 unless given."),
                    count("minAgeMinutes", 0...35640, "Not evaluated."),
                    count("historyCount", 0...30, "Passwords that may not be used again; 4 unless given."),
                ])
            ),
            "How long passwords are good, and which may not be used again."
        ),
        Field(
            "lockout",
            .object(
                ObjectSchema([
                    count("maxAttempts", 0...100, "Failed attempts until lockout, 0 for none; 10 unless given."),
                    count("autoUnlockMinutes", 0...100_000, "When a lockout ends by itself; 0, never, unless given."),
                    Field("userLockoutNotificationChannels", .strings, "Not evaluated."),
                    Field("showLockoutFailures", .bool, "Whether a locked user is told; false unless given."),
                ])
            ),
            "When users are locked out."
        ),
    ])

    private static func count(_ name: String, _ advised: ClosedRange<Int>, _ summary: String) -> Field {
        Field(name, .integer(0...Int(Int32.max), advised: Schema.Advice(advised, "for \(name)")), summary)
    }

    private static let enrollment = Schema.object(
        ObjectSchema([Field("self", .openWord(["NOT_ALLOWED", "OPTIONAL", "REQUIRED"]), "Whether users may or must.")])
    )

    private static let enrollableAuthenticator = ObjectSchema([
        Field("key", .string(.nonEmpty), "okta_email, phone_number, security_question, google_otp, …"),
        Field("enroll", enrollment, "Whether users may or must set it up."),
    ])

    private static let enrollableFactor = ObjectSchema([
        Field("enroll", enrollment, "Whether users may or must set it up.")
    ])

    private static let decision = Schema.openWord(["ALLOW", "DENY"])

    /// A rule's actions beside those of authorization servers.
    static let orgRuleActions: [Field] = [
        Field(
            "signon",
            .object(
                ObjectSchema([
                    Field("access", .openWord(["ALLOW", "DENY", "CHALLENGE"]), "DENY refuses the sign-in."),
                    Field("requireFactor", .bool, "Whether two factors are needed."),
                    Field("factorPromptMode", .openWord(["ALWAYS", "SESSION", "DEVICE"]), "Not evaluated."),
                    Field("session", .any, "Not evaluated."),
                ])
            ),
            "OKTA_SIGN_ON: signing in to the org."
        ),
        Field(
            "appSignOn",
            .object(
                ObjectSchema([
                    Field("access", decision, "DENY refuses the sign-in."),
                    Field("verificationMethod", .object(verificationMethod), "What users prove."),
                    Field("keepMeSignedIn", .object(keepMeSignedIn), "The last question of a sign-in."),
                ])
            ),
            "ACCESS_POLICY: signing in to an app."
        ),
        Field(
            "enroll",
            .object(
                ObjectSchema([
                    Field("self", .openWord(["CHALLENGE", "LOGIN", "NEVER"]), "NEVER asks no user to set factors up.")
                ])
            ),
            "MFA_ENROLL: when users are asked to set factors up."
        ),
        access("passwordChange", "PASSWORD: changing the password."),
        access("selfServicePasswordReset", "PASSWORD: recovery of a forgotten password."),
        access("selfServiceUnlock", "PASSWORD: unlocking the own account."),
        Field("profileEnrollment", .any, "PROFILE_ENROLLMENT: registration."),
    ]

    private static func access(_ name: String, _ summary: String) -> Field {
        Field(name, .object(ObjectSchema([Field("access", decision, "ALLOW unless it is DENY.")])), summary)
    }

    private static let keepMeSignedIn = ObjectSchema([
        Field(
            "postAuth",
            .openWord(["ALLOWED", "NOT_ALLOWED"]),
            "ALLOWED asks users whether they want to stay signed in when the browser is closed."
        ),
        Field("postAuthPromptFrequency", .string(.duration), "Not evaluated: users are asked at each sign-in."),
    ])

    private static let verificationMethod = ObjectSchema([
        Field("type", .openWord(["ASSURANCE", "AUTH_METHOD_CHAIN"]), "Only ASSURANCE is evaluated."),
        Field("factorMode", .openWord(["1FA", "2FA"]), "How many factors."),
        Field("reauthenticateIn", .string(.duration), "How long a sign-in is good for the app: PT2H."),
        Field("inactivityPeriod", .string(.duration), "Not evaluated."),
        Field(
            "constraints",
            .array(
                .object(
                    ObjectSchema([
                        Field("knowledge", .any, "A password or question."),
                        Field("possession", .any, "Something beside the password."),
                    ])
                )
            ),
            "With a possession, one factor beside the password is needed."
        ),
    ])
}
