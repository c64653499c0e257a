import MockOktaIssuing
import MockOktaModel
import MockOktaTestSupport
import Testing

/// What `check` says of claims that Okta accepts and no token can ever carry.
struct ClaimFaultTests {
    private static func problems(_ claim: String) -> [String] {
        let text = #"{"authorizationServers": [{"id": "default", "claims": [{"name": "c", \#(claim)}]}]}"#
        let source = FixtureSource(name: "a.json", bytes: Array(text.utf8))
        let result = FixtureReader.read([source], expressions: .evaluated)
        #expect(result.organization != nil)
        return result.problems.map(\.description)
    }

    @Test(arguments: [
        ("user.email +", "expected a value, not the end at character 13"),
        ("usr.email", "unknown name 'usr' at character 1"),
        ("String.toLowercase(user.email)", "unknown function 'String.toLowercase' at character 1"),
        ("'ä' + 'open", "this string has no end at character 7"),
    ])
    func `an expression that cannot be parsed is a warning at its place`(expression: String, fault: String) {
        let start = "a.json:1:79: warning: authorizationServers[0].claims[0].value: "
        let consequence = "; Okta accepts it, and tokens that need the claim are refused"
        #expect(
            Self.problems(#""value": "\#(expression)""#) == [start + #"is "\#(expression)": \#(fault)"# + consequence]
        )
    }

    @Test func `so is a group filter that is no regular expression`() {
        let lines = Self.problems(#""valueType": "GROUPS", "group_filter_type": "REGEX", "value": "team-(""#)
        #expect(
            lines == [
                "a.json:1:132: warning: authorizationServers[0].claims[0].value: is \"team-(\": 'team-(' is no regular "
                    + "expression here: a '(' is not closed (character 7); Okta accepts it, and tokens that need the "
                    + "claim are refused"
            ]
        )
    }

    @Test(
        .rule("expressions.safe-patterns", "expressions.bounded"),
        arguments: [
            (
                #"user.email matches '(a){0}\\1'"#,
                #"'(a){0}\1' is no regular expression here: back references are not supported (character 7) at character 12"#
            ),
            (
                "String.replace(String.replace(String.replace(String.replace(user.email,'a','aaaaaaaaaa'),'a',"
                    + "'aaaaaaaaaa'),'a','aaaaaaaaaa'),'a','aaaaaaaaaa')",
                "its text may grow beyond 65536 bytes, the most a text may have"
            ),
        ]
    )
    func `so is an expression that cannot be evaluated within its limits`(expression: String, fault: String) {
        let problem = Self.problems(#""value": "\#(expression)""#).first
        #expect(problem?.contains("\": \(fault); Okta accepts it") == true, "\(problem ?? "")")
    }

    @Test(
        .rule("expressions.safe-patterns"),
        arguments: [
            (#"{"filterType": "REGEX", "value": "(a)\\1"}"#, "back references are not supported"),
            (#"{"expression": "user.email +"}"#, "expected a value, not the end at character 13"),
        ]
    )
    func `the groups claim of an app is checked too`(groups: String, fault: String) {
        let text = #"{"apps": [{"client_id": "a", "idTokenGroups": \#(groups)}]}"#
        let source = FixtureSource(name: "a.json", bytes: Array(text.utf8))
        let problems = FixtureReader.read([source], expressions: .evaluated).problems.map(\.description)
        #expect(problems.contains { $0.contains("apps[0].idTokenGroups.") && $0.contains(fault) }, "\(problems)")
    }

    @Test(
        arguments: [
            ("${source.login}", nil), (#"${fn:substringBefore(source.login, \"@\")}"#, nil), ("source.email", nil),
            ("", nil),
            ("${source.login", nil), ("${source.login + }", "expected a value"),
            ("x${nothing(source.login)}", "nothing"),
            ("${session.amr}", "session"),
        ] as [(String, String?)]
    )
    func `the user name template of an app is checked`(template: String, fault: String?) {
        let text = #"{"apps": [{"client_id": "a", "credentials": {"userNameTemplate": {"template": "\#(template)"}}}]}"#
        let source = FixtureSource(name: "a.json", bytes: Array(text.utf8))
        let place = "apps[0].credentials.userNameTemplate.template"
        let problems = FixtureReader.read([source], expressions: .evaluated).problems.filter { $0.path == place }
        #expect(problems.count == (fault == nil ? 0 : 1), "\(problems)")
        if let fault { #expect(problems.first?.message.contains(fault) == true, "\(problems)") }
    }

    /// A user with two attributes of the org's own, and a claim.
    private static func attributeProblems(_ expression: String) -> [String] {
        let text =
            #"{"users": [{"profile": {"login": "a@b.c", "badgeNumber": "7", "favouriteTeam": "x"}}], "#
            + #""authorizationServers": [{"id": "default", "claims": [{"name": "c", "value": "\#(expression)"}]}]}"#
        let source = FixtureSource(name: "a.json", bytes: Array(text.utf8))
        return FixtureReader.read([source], expressions: .evaluated).problems.map(\.message)
    }

    @Test(arguments: [
        ("user.departmnt", "departmnt", "department"), ("user.profile.firstname", "firstname", "firstName"),
        ("user.badgeNumbr", "badgeNumbr", "badgeNumber"),
        ("String.toUpperCase(user.lastNam) + '!'", "lastNam", "lastName"),
        ("user.titel == null ? 'none' : user.title", "titel", "title"),
    ])
    func `an attribute that no user has is a warning where another name is near`(
        expression: String,
        name: String,
        meant: String
    ) {
        let problem = "no user has the attribute \"\(name)\", so that it is null; did you mean \"\(meant)\"?"
        #expect(Self.attributeProblems(expression) == ["is \"\(expression)\": \(problem)"])
    }

    @Test(arguments: [
        "user.department", "user.badgeNumber", "user.profile.costCenter", "user.status", "user.created",
        "user.somethingOfTheirOwn", "appuser.departmnt", "user.email.length()",
    ])
    func `known attributes and those like no other are none`(expression: String) {
        #expect(Self.attributeProblems(expression) == [])
    }

    @Test(arguments: [
        #""value": "user.email""#, #""value": "(appuser != null) ? appuser.userName : app.clientId""#,
        #""valueType": "GROUPS", "group_filter_type": "REGEX", "value": "team-.*""#,
        #""valueType": "GROUPS", "group_filter_type": "STARTS_WITH", "value": "team-(""#,
        #""valueType": "SYSTEM""#,
    ])
    func `nothing is said of others`(claim: String) {
        #expect(Self.problems(claim) == [])
    }
}
