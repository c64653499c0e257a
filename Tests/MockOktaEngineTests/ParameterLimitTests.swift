import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// A request may have so many parameters, and not more.
@Suite struct ParameterLimitTests {
    private static func form(_ count: Int) -> [(String, String)] {
        [("grant_type", "client_credentials"), ("scope", "orders:read")] + (2..<count).map { ("p\($0)", "x") }
    }

    @Test(arguments: [(1000, 200), (1001, 400), (20_000, 400)])
    func `a form has at most a thousand parameters`(count: Int, status: Int) throws {
        let client = OAuthClient(try TestDouble())
        let answer = try client.token(Self.form(count), basic: ("service-app", "service-secret"))
        #expect(answer.status == status)
        guard status == 400 else { return }
        #expect(answer.error == "invalid_request")
        #expect(
            answer.errorDescription
                == "The request has \(count) parameters, more than the 1000 of mock.limits.parameters."
        )
    }

    @Test(arguments: [(60, 200), (61, 400)])
    func `the fixture says how many`(count: Int, status: Int) throws {
        let client = OAuthClient(try TestDouble(builtInAnd: "{mock: {limits: {parameters: 60}}}"))
        #expect(try client.token(Self.form(count), basic: ("service-app", "service-secret")).status == status)
    }

    @Test func `a query too, and a page says it`() throws {
        let double = try TestDouble()
        let query = String(repeating: "a&", count: 4000)
        let request = HTTPRequest(
            method: .get,
            path: "/login/signout",
            query: query,
            fields: ["Accept": "text/html"]
        )
        let page = Answer(try double.send(request))
        #expect(page.status == 400)
        #expect(page.text.contains("4001 parameters, more than the 1000 of mock.limits.parameters"))
    }

    @Test func `a JSON body is no form`() throws {
        let double = try TestDouble()
        let body: JSON = ["username": .string(String(repeating: "&", count: 5000)), "password": "x"]
        let request = HTTPRequest(
            method: .post,
            path: "/api/v1/authn",
            fields: ["Content-Type": "application/json"],
            body: body.serialized()
        )
        #expect(try double.send(request).status == .unauthorized)
    }
}
