import MockOktaModel
import Testing

@Suite struct AuthorizationServerTests {
    private func server(scopes: [Scope] = [], claims: [Claim] = []) -> AuthorizationServer {
        AuthorizationServer(
            id: AuthorizationServerID(rawValue: "aus1"),
            name: "A",
            address: "a",
            audience: nil,
            scopes: scopes,
            claims: claims
        )
    }

    @Test func `active claims are sorted by token`() {
        #expect(server().activeClaims(for: .resource).isEmpty)
        let system = server(claims: Claim.system)
        #expect(system.activeClaims(for: .resource).map(\.name) == ["sub"])
        #expect(system.activeClaims(for: .identity).count == 18)
        var claims = Claim.system
        claims[0].isActive = false
        #expect(server(claims: claims).activeClaims(for: .resource).isEmpty)
    }

    @Test func `scopes are found by name`() {
        let server = server(scopes: Scope.reserved + [Scope(name: "pay", consent: .required)])
        #expect(server.scope("pay")?.name == "pay" && server.hasScope("openid") && !server.hasScope("ope"))
        #expect(server.requiresConsent(to: "pay") && !server.requiresConsent(to: "openid"))
        #expect(!server.requiresConsent(to: "unknown"))
    }

    @Test func `scopes are compared by their bytes`() {
        let server = server(scopes: [Scope(name: "K")])
        #expect(server.hasScope("K") && !server.hasScope("\u{212A}"))
    }
}
