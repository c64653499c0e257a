import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

@Suite struct ErrorCatalogueTests {
    static let cases: [ErrorCase] =
        TokenErrors.authentication + TokenErrors.grants + TokenErrors.scopes + AssertionErrors.cases
        + AuthorizeErrors.parameters + AuthorizeErrors.service + AuthorizeErrors.pages + AuthorizeErrors.people
        + ResourceErrors.cases + RequestErrors.pushed + RequestErrors.objects + DPoPErrors.cases + GrantErrors.devices
        + GrantErrors.backchannel + ExchangeErrors.cases + KeySetErrors.cases

    @Test(arguments: cases)
    func `a refusal has the status, the words and the header fields of Okta's table`(expectation: ErrorCase) throws {
        let row = try #require(try ErrorTable()[expectation.name])
        let answer = try expectation.provoke(OAuthClient(FidelityOrganization.double()))
        let description = OAuthError(row.status, row.error, row.name, row.description)
            .with(expectation.values).description
        switch expectation.channel {
        case .json: checkJSON(answer, expectation.status ?? row.status, row.error, description)
        case .redirect: checkRedirect(answer, row.error, description)
        case .page: checkPage(answer, expectation.status ?? 400, description)
        case .challenge: checkChallenge(answer, row.status, row.error, description)
        }
    }

    private func checkJSON(_ answer: Answer, _ status: Int, _ error: String, _ description: String) {
        #expect(answer.status == status, "\(answer)")
        #expect(answer.json.object?.keys == ["error", "error_description"], "\(answer)")
        #expect(answer.error == error)
        #expect(answer.errorDescription == description)
        #expect(answer.field("Content-Type") == "application/json")
        #expect(answer.field("Cache-Control") == "no-cache, no-store")
        #expect(answer.field("X-Robots-Tag") == nil)
    }

    private func checkRedirect(_ answer: Answer, _ error: String, _ description: String) {
        #expect(answer.status == 302, "\(answer)")
        #expect(answer.location.hasPrefix("http://localhost:"), "\(answer)")
        #expect(answer.redirect["error"] == error, "\(answer)")
        #expect(answer.redirect["error_description"] == description)
        #expect(answer.redirect.names.suffix(2) == ["error", "error_description"])
        #expect(answer.field("Referrer-Policy") == "no-referrer")
    }

    private func checkPage(_ answer: Answer, _ status: Int, _ description: String) {
        #expect(answer.status == status, "\(answer)")
        #expect(answer.field("Content-Type") == "text/html;charset=utf-8")
        #expect(
            answer.text.contains(HTMLText.escaped("Your request resulted in an error. \(description)")),
            "\(answer)"
        )
    }

    private func checkChallenge(_ answer: Answer, _ status: Int, _ error: String, _ description: String) {
        #expect(answer.status == status, "\(answer)")
        #expect(answer.text.isEmpty)
        let challenge = answer.field("WWW-Authenticate") ?? ""
        #expect(challenge.contains("error=\"\(error)\", error_description=\"\(description)\""), "\(challenge)")
    }

    @Test func `the double's catalogue is Okta's table, row by row`() throws {
        let table = try ErrorTable().rows
        #expect(OAuthError.catalogue.map(\.name) == table.map(\.name))
        for (ours, row) in zip(OAuthError.catalogue, table) {
            #expect(ours == OAuthError(row.status, row.error, row.name, row.description))
        }
    }

    @Test func `every row is provoked here, or the table says why not`() throws {
        let provoked = Set(Self.cases.map(\.name))
        for row in try ErrorTable().rows {
            #expect((row.standing == "provoked") == provoked.contains(row.name), "\(row.name)")
            #expect((row.standing == "provoked") == row.reason.isEmpty, "\(row.name)")
            #expect(["provoked", "elsewhere", "unreachable"].contains(row.standing), "\(row.name)")
        }
    }
}
