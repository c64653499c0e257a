import MockOktaIssuing
import MockOktaModel
import Testing

/// What `check` says of claims that Okta accepts and no token can ever carry.
struct ClaimFaultTests {
    private static func problems(_ claim: String) -> [String] {
        let text = #"{"authorizationServers": [{"id": "default", "claims": [{"name": "c", \#(claim)}]}]}"#
        let source = FixtureSource(name: "a.json", bytes: Array(text.utf8))
        let result = FixtureReader.read([source], claimFault: \.fault)
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
                    + "expression; Okta accepts it, and tokens that need the claim are refused"
            ]
        )
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
