import MockOktaModel
import Testing

@Suite struct OAuthErrorTests {
    @Test func `every row has a name of its own and a plausible status`() {
        let names = OAuthError.catalogue.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(OAuthError.catalogue.allSatisfy { (400...599).contains($0.status) && !$0.description.isEmpty })
    }

    @Test func `placeholders are filled once, and braces in a value stay`() {
        let row = OAuthError(400, "e", "n", "{0} and {1} and {0}, but not {2}")
        #expect(row.with("{1}", "b").description == "{1} and b and {1}, but not {2}")
    }

    @Test func `a list is printed as Okta prints it`() {
        let text = OAuthError.unauthorizedClient.with(list: ["implicit", "password"]).description
        #expect(
            text == "The client is not authorized to use the provided grant type. "
                + "Configured grant types: [implicit, password]."
        )
    }
}
