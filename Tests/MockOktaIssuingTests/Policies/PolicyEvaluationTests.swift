import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import Testing

/// A question to the policies of one server, and the rule that must answer it.
struct PolicyCase: CustomTestStringConvertible {
    let testDescription: String
    var client = "web"
    var user: String? = "bob"
    var grants: [GrantType] = [.authorizationCode]
    var scopes: [String] = ["openid"]
    /// Nil means that nothing matches.
    let rule: String?
}

@Suite struct PolicyEvaluationTests {
    static let cases: [PolicyCase] = [
        PolicyCase(testDescription: "the policy of the client comes first", rule: "web codes"),
        PolicyCase(
            testDescription: "a scope outside of a rule leads to the next policy",
            scopes: ["orders:write"],
            rule: nil
        ),
        PolicyCase(testDescription: "a group decides", user: "alice", scopes: ["orders:write"], rule: "admins"),
        PolicyCase(testDescription: "another client skips the first policy", client: "other", rule: "everyone"),
        PolicyCase(testDescription: "a grant that no rule lists", grants: [.deviceCode], rule: nil),
        PolicyCase(
            testDescription: "both grants of a hybrid must be allowed",
            grants: [.authorizationCode, .implicit],
            rule: nil
        ),
        PolicyCase(
            testDescription: "a listed scope beside OpenID's",
            scopes: ["openid", "orders:read"],
            rule: "web codes"
        ),
        PolicyCase(
            testDescription: "nobody in particular: client_credentials by Everyone",
            user: nil,
            grants: [.clientCredentials],
            scopes: ["orders:read"],
            rule: "everyone"
        ),
        PolicyCase(testDescription: "an excluded user", user: "mallory", scopes: ["orders:read"], rule: "everyone"),
        PolicyCase(testDescription: "no scope at all", scopes: [], rule: "web codes"),
        PolicyCase(
            testDescription: "a rule that names some OpenID scopes leaves the others to the next policy",
            client: "strict",
            scopes: ["openid", "profile"],
            rule: "everyone"
        ),
        PolicyCase(
            testDescription: "a rule that names some OpenID scopes grants those",
            client: "strict",
            scopes: ["openid", "email"],
            rule: "strict"
        ),
    ]

    @Test(arguments: cases)
    func `the first rule all of whose conditions hold decides`(expectation: PolicyCase) {
        let question = PolicyEvaluation.Question(
            client: Self.application(expectation.client),
            user: expectation.user.flatMap { Self.organization.user(login: $0) },
            grantTypes: expectation.grants,
            scopes: expectation.scopes
        )
        let evaluation = PolicyEvaluation(question, server: Self.server, organization: Self.organization)
        #expect(evaluation.rule?.name == expectation.rule)
    }

    @Test func `the trace names each condition that failed`() throws {
        let question = PolicyEvaluation.Question(
            client: Self.application("other"),
            user: Self.organization.user(login: "bob"),
            grantTypes: [.password],
            scopes: ["orders:write"]
        )
        let trace = PolicyEvaluation(question, server: Self.server, organization: Self.organization).trace
        #expect(trace.map(\.isMatch) == [false, false, false, true])
        let rules = try #require(trace.last).rules
        #expect(rules.map(\.condition) == ["status", "people.groups", "scopes"])
        #expect(rules.map(\.why)[1].contains("Admins"))
        #expect(rules.map(\.why)[2] == "scopes.include lacks orders:write; it has orders:read")
    }

    @Test func `a switch lets rules grant OpenID scopes they do not list`() {
        var contents = Self.organization.contents
        contents.settings.rulesAlwaysGrantOpenIDScopes = true
        let question = PolicyEvaluation.Question(
            client: Self.application("strict"),
            user: Self.organization.user(login: "bob"),
            grantTypes: [.authorizationCode],
            scopes: ["openid", "profile"]
        )
        let evaluation = PolicyEvaluation(question, server: Self.server, organization: Organization(contents))
        #expect(evaluation.rule?.name == "strict")
    }
}

extension PolicyEvaluationTests {
    private static let everyone = GroupID(rawValue: "00gEveryone")
    private static let admins = GroupID(rawValue: "00gAdmins")

    static let organization: Organization = {
        var contents = Organization.Contents()
        contents.groups = [Group(id: everyone, name: "Everyone", isEveryone: true), Group(id: admins, name: "Admins")]
        let users = ["alice", "bob", "mallory"].map { name in
            let groups = name == "alice" ? [everyone, admins] : [everyone]
            return User(id: UserID(rawValue: "00u\(name)"), login: name, profile: [:], groups: groups)
        }
        contents.users = ObjectTable(users)
        return Organization(contents)
    }()

    static func application(_ clientID: String) -> Application {
        Application(id: ApplicationID(rawValue: "0oa\(clientID)"), clientID: clientID, label: clientID)
    }

    static let server: AuthorizationServer = {
        var inactive = policy("inactive", .all, [rule("anything", ["authorization_code"])])
        inactive.isActive = false
        let policies = [
            inactive,
            policy(
                "web",
                .only(["web"]),
                [
                    rule("web codes", ["authorization_code"], scopes: ["orders:read"]) {
                        $0.excludedUsers = [UserID(rawValue: "00umallory")]
                    }
                ]
            ),
            policy("strict", .only(["strict"]), [rule("strict", ["authorization_code"], scopes: ["openid", "email"])]),
            policy("all", .all, allRules),
        ]
        return AuthorizationServer(
            id: .init(rawValue: "aus1"),
            name: "orders",
            address: "aus1",
            audience: "api",
            policies: policies
        )
    }()

    private static let allRules = [
        rule("off", isActive: false, ["password", "authorization_code"]),
        rule("admins", ["password", "authorization_code"]) { $0.includedGroups = [admins] },
        rule("everyone", ["password", "authorization_code", "client_credentials"], scopes: ["orders:read"]) {
            $0.includesEveryone = true
        },
    ]

    private static func policy(
        _ name: String,
        _ clients: AccessPolicy.Clients,
        _ rules: [AccessPolicyRule]
    ) -> AccessPolicy {
        AccessPolicy(id: .init(rawValue: "00p\(name)"), name: name, clients: clients, rules: rules)
    }

    private static func rule(
        _ name: String,
        isActive: Bool = true,
        _ grants: Set<ExactString>,
        scopes: [String]? = nil,
        people: (inout AccessPolicyRule.People) -> Void = { _ in }
    ) -> AccessPolicyRule {
        var included = AccessPolicyRule.People()
        people(&included)
        return AccessPolicyRule(
            id: .init(rawValue: "0pr\(name)"),
            name: name,
            isActive: isActive,
            grantTypes: grants,
            people: included,
            scopes: scopes.map { .only($0) } ?? .all
        )
    }
}
