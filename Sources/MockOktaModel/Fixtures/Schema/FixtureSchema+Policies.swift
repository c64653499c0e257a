extension FixtureSchema {
    static let policy = ObjectSchema([
        id,
        Field("type", policyTypes, "OAUTH_AUTHORIZATION_POLICY for those of authorization servers."),
        Field("name", .string(.nonEmpty), "For people."),
        status, priority,
        Field("system", .bool, "Whether the org has the policy by itself."),
        Field("conditions", .object(policyConditions), "The clients, or the users, that the policy applies to."),
        Field("settings", .object(policySettings), "Of the types PASSWORD and MFA_ENROLL."),
        Field("rules", .array(.object(rule)), "In order of priority."),
        links,
    ])

    private static let policyConditions = ObjectSchema([
        Field("clients", .object(include("ALL_CLIENTS, client ids, app ids or labels.")), "No client where left out."),
        Field("people", .object(people), "Of policies about signing in: everybody where left out."),
    ])

    static let rule = ObjectSchema([
        id,
        Field("type", ruleTypes, "RESOURCE_ACCESS for those of authorization servers."),
        Field("name", .string(.nonEmpty), "For people."),
        status, priority,
        Field("conditions", .object(ruleConditions), "All must hold."),
        Field("actions", .object(actions), "Lifetimes of the tokens, or what a sign-in needs."),
        links,
    ])

    private static let ruleConditions = ObjectSchema([
        Field(
            "grantTypes",
            .object(
                ObjectSchema([
                    Field("include", .array(.openWord(GrantType.allCases.map(\.rawValue))), "Grants that may be used.")
                ])
            ),
            "No grant where left out."
        ),
        Field("people", .object(people), "Everybody where left out."),
        Field("scopes", .object(include("* or names of scopes.")), "Only OIDC scopes where left out."),
    ])

    private static let people = ObjectSchema([
        Field("users", .object(includeAndExclude("Ids or logins.")), "Users by name."),
        Field("groups", .object(includeAndExclude("Ids or names; EVERYONE is all users of the app.")), "Groups."),
    ])

    private static let actions = ObjectSchema(
        [tokenAction] + orgRuleActions
    )

    private static let tokenAction = Field(
        "token",
        .object(
            ObjectSchema([
                lifetime("accessTokenLifetimeMinutes", 5...1440, "60 unless given."),
                lifetime("refreshTokenLifetimeMinutes", 0...2_628_000, "0, no limit, unless given."),
                lifetime("refreshTokenWindowMinutes", 5...2_628_000, "Dies when idle so long; 10080 unless given."),
            ])
        ),
        "Lifetimes in minutes."
    )

    private static func lifetime(_ name: String, _ advised: ClosedRange<Int>, _ summary: String) -> Field {
        Field(name, .integer(0...Int(Int32.max), advised: Schema.Advice(advised, "minutes")), summary)
    }

    private static func include(_ summary: String) -> ObjectSchema {
        ObjectSchema([Field("include", .strings, summary)])
    }

    private static func includeAndExclude(_ summary: String) -> ObjectSchema {
        ObjectSchema([Field("include", .strings, summary), Field("exclude", .strings, summary)])
    }
}
