import MockOktaFormats
import MockOktaTestSupport
import Testing

/// All claims of a token together may take the steps of one expression.
@Suite struct ClaimBudgetTests {
    private static let form = [("grant_type", "client_credentials"), ("scope", "orders:read")]

    /// An org whose claims each match a pattern in a text of a given length.
    private func token(claims: Int, length: Int) throws -> Answer {
        let text = String(repeating: "a", count: length)
        let claims = (0..<claims).map { number -> JSON in
            [
                "name": .string("c\(number)"), "claimType": "RESOURCE", "valueType": "EXPRESSION",
                "value": .string("'\(text)' matches '[a-z]*[a-z]*[a-z]*b{60}' ? 'x' : 'y'"),
            ]
        }
        let fixture: JSON = ["authorizationServers": [["id": "default", "claims": .array(claims)]]]
        let file = String(decoding: fixture.serialized(), as: UTF8.self)
        return try OAuthClient(TestDouble(builtInAnd: file)).token(Self.form, basic: ("service-app", "service-secret"))
    }

    @Test func `a few that take long are evaluated`() throws {
        #expect(try token(claims: 2, length: 1000).status == 200)
    }

    @Test func `hundreds that take long are refused`() throws {
        let answer = try token(claims: 200, length: 3900)
        #expect(answer.status == 400)
        #expect(answer.error == "server_error")
        #expect(answer.errorDescription.contains("user claim could not be evaluated"))
    }
}
