import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// The pages repeat the parameters of an authorize request, so that their length is limited.
@Suite struct AuthorizeLengthTests {
    private static let text = "The parameter 'state' is too long."

    private func post(_ client: OAuthClient, state: Int) throws -> Answer {
        let form = OAuthClient.authorize(["state": String(repeating: "s", count: state)])
        return try client.post("/v1/authorize", form.map { ($0.0, $0.1) }, fields: ["Accept": "text/html"])
    }

    @Test func `a long state is taken up to 16 KB with the other parameters`() throws {
        let client = OAuthClient(try TestDouble())
        #expect(try post(client, state: 15_000).status == 200)
    }

    @Test(arguments: [16_384, 900_000])
    func `a longer one is refused on a short page`(length: Int) throws {
        let double = try TestDouble()
        let page = try post(OAuthClient(double), state: length)
        #expect(page.status == 400)
        #expect(page.text.contains("the parameter") || page.text.contains("The parameter"), "\(page.text.prefix(500))")
        #expect(page.text.utf8.count < 30_000)
        #expect(page.redirect.isEmpty)
    }

    @Test func `a pushed request has the same limit`() throws {
        let client = OAuthClient(try TestDouble())
        let form = OAuthClient.authorize(["client_id": nil, "state": String(repeating: "s", count: 20_000)])
        let answer = try client.post("/v1/par", form, basic: OAuthClient.web)
        #expect(answer.status == 400)
        #expect(answer.error == "invalid_request")
        #expect(answer.errorDescription == Self.text)
    }
}
