import MockOktaFormats
import MockOktaModel
import Testing

/// Values whose members lie in an object are values still.
@Suite struct BoxedValuesTests {
    private let server = AuthorizationServer(
        id: AuthorizationServerID(rawValue: "aus1"),
        name: "A",
        address: "a",
        audience: nil
    )

    @Test func `a change of a copy leaves the original as it was`() {
        let app = Application(id: ApplicationID(rawValue: "0oa1"), clientID: "app", label: "App")
        var changed = app
        changed.secrets.append("secret")
        changed.isActive = false
        #expect(app.secrets.isEmpty && app.isActive)
        #expect(changed.secrets == ["secret"] && !changed.isActive && changed.clientID == "app")

        let user = User(id: UserID(rawValue: "00u1"), login: "a@example.com", profile: ["a": 1])
        var renamed = user
        renamed.login = "b@example.com"
        #expect(user.login == "a@example.com" && renamed.login == "b@example.com" && renamed.profile["a"] == 1)

        let rule = AccessPolicyRule(id: Identifier(rawValue: "0pr1"), name: "Rule", grantTypes: ["password"])
        var closed = rule
        closed.people.includedUsers = [user.id]
        #expect(rule.people.includesNobodyInParticular && !closed.people.includesNobodyInParticular)
    }

    @Test func `the claims of a server are sorted by token again when they change`() {
        var server = server
        #expect(server.activeClaims(for: .resource).isEmpty)
        server.claims = Claim.system
        #expect(server.activeClaims(for: .resource).map(\.name) == ["sub"])
        #expect(server.activeClaims(for: .identity).count == Claim.system.count - 1)
        let before = server
        server.claims[0].isActive = false
        #expect(server.activeClaims(for: .resource).isEmpty)
        #expect(before.activeClaims(for: .resource).count == 1)
    }

    @Test func `scopes are found by name`() {
        var server = server
        server.scopes = Scope.reserved + [Scope(name: "pay", consent: .required)]
        #expect(server.scope("pay")?.name == "pay" && server.hasScope("openid") && !server.hasScope("ope"))
        #expect(server.requiresConsent(to: "pay") && !server.requiresConsent(to: "openid"))
        #expect(!server.requiresConsent(to: "unknown"))
    }
}
