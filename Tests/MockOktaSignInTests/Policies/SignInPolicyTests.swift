import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn
import MockOktaTestSupport
import Testing

/// Sign-on policies as exported, and what they demand of a sign-in.
@Suite struct SignInPolicyTests {
    private static func signOn(_ actions: String, _ people: String = "{}") -> String {
        """
        {policies: [{id: "00psignon", type: "OKTA_SIGN_ON", name: "p", status: "ACTIVE", priority: 1,
           conditions: {people: {groups: {include: ["EVERYONE"]}}}}],
         rules: [{id: "0pr1", type: "SIGN_ON", name: "r", priority: 1, status: "ACTIVE",
           conditions: {people: \(people)}, actions: {signon: {\(actions)}},
           _links: {self: {href: "https://o.okta.com/api/v1/policies/00psignon/rules/0pr1"}}}]}
        """
    }

    private static func access(_ method: String, access: String = "ALLOW", people: String = "{}") -> String {
        """
        {policies: [{id: "rstaccess", type: "ACCESS_POLICY", name: "p", status: "ACTIVE", priority: 1, conditions: null,
           rules: [{name: "r", status: "ACTIVE", conditions: {people: \(people)},
             actions: {appSignOn: {access: "\(access)", verificationMethod: {type: "ASSURANCE", \(method)}}}}]}],
         apps: [{client_id: "app", redirect_uris: ["http://localhost/cb"],
           _links: {accessPolicy: {href: "https://o.okta.com/api/v1/policies/rstaccess"}}}]}
        """
    }

    private static func enrollment(_ authenticators: String, when: String = "LOGIN") -> String {
        """
        {policies: [{id: "00penroll", type: "MFA_ENROLL", name: "p", status: "ACTIVE", priority: 1,
           settings: {type: "AUTHENTICATORS", authenticators: [\(authenticators)]},
           rules: [{name: "r", actions: {enroll: {self: "\(when)"}}}]}]}
        """
    }

    @Test(arguments: [
        (signOn("access: 'ALLOW', requireFactor: true"), "plain@example.com", "chooseEnrollment"),
        (signOn("access: 'ALLOW', requireFactor: true"), "many@example.com", "chooseFactor"),
        (signOn("access: 'ALLOW', requireFactor: false"), "many@example.com", "done"),
        (signOn("access: 'DENY'"), "plain@example.com", "refused"),
        (signOn("access: 'DENY'", "{users: {exclude: ['00uplain']}}"), "plain@example.com", "done"),
        (access("factorMode: '2FA'"), "plain@example.com", "chooseEnrollment"),
        (access("factorMode: '1FA'"), "many@example.com", "done"),
        (access("factorMode: '1FA', constraints: [{possession: {}}]"), "many@example.com", "chooseFactor"),
        (access("factorMode: '1FA', constraints: [{knowledge: {}}, {possession: {}}]"), "many@example.com", "done"),
        (access("factorMode: '1FA'", access: "DENY"), "many@example.com", "refused"),
        (access("factorMode: '1FA'", people: "{users: {include: ['00uplain']}}"), "many@example.com", "refused"),
        ("{policies: [{id: 'x', type: 'OKTA_SIGN_ON', name: 'p'}]}", "many@example.com", "chooseFactor"),
        (enrollment("{key: 'okta_email', enroll: {self: 'REQUIRED'}}"), "plain@example.com", "chooseEnrollment"),
        (enrollment("{key: 'okta_email', enroll: {self: 'OPTIONAL'}}"), "plain@example.com", "done"),
        (enrollment("{key: 'okta_email', enroll: {self: 'REQUIRED'}}", when: "NEVER"), "plain@example.com", "done"),
    ])
    func `rules decide on factors and access, the fixture's setting where there are none`(
        policies: String,
        login: String,
        step: String
    ) throws {
        var walk = try SignInWalk(policies: policies)
        try walk.signIn(login)
        #expect(walk.step == step)
    }

    @Test func `a refusal names the rule`() throws {
        var walk = try SignInWalk(policies: Self.signOn("access: 'DENY'"))
        let user = try walk.user("plain@example.com")
        #expect(
            walk.enter(.password(.accepted(user)))?.why
                == #"the sign-in is denied by the rule "r" of the OKTA_SIGN_ON policy "p""#
        )
    }

    @Test func `required factors are set up, and no others`() throws {
        var walk = try SignInWalk(
            policies: Self.enrollment(
                "{key: 'okta_email', enroll: {self: 'REQUIRED'}}, {key: 'google_otp', enroll: {self: 'OPTIONAL'}}"
            )
        )
        try walk.signIn("plain@example.com")
        #expect(walk.enrollable == [.email])
        #expect(walk.enter(.enroll(FactorDraft(.totp))) == .notOffered)
        walk.enter(.enroll(FactorDraft(.email)), .answer("123456"))
        #expect(walk.step == "done")
    }

    @Test(arguments: [
        ("PT1H", ["mfa", "otp", "pwd"], 3599, false), ("PT1H", ["mfa", "otp", "pwd"], 3600, true),
        ("PT0S", ["mfa", "otp", "pwd"], 0, true), ("PT1H", ["pwd"], 0, true),
    ])
    func `a session is good for as long as the rule of the app says`(
        interval: String,
        methods: [String],
        age: Int64,
        isStale: Bool
    ) throws {
        let walk = try SignInWalk(policies: Self.access("factorMode: '2FA', reauthenticateIn: '\(interval)'"))
        let policy = SignInPolicy(walk.organization, for: try walk.user("many@example.com"), at: "app")
        let authentication = Authentication(time: SignInWalk.now, methods: methods)
        #expect((policy.staleness(authentication, at: SignInWalk.now + .seconds(age)) != nil) == isStale)
    }
}
