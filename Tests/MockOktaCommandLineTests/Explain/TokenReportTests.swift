import MockOkta
import MockOktaCommandLine
import MockOktaHTTPClient
import MockOktaTestSupport
import Testing

struct TokenReportTests {
    private static func token(_ url: String, _ change: (inout OfflineTokenRequest) -> Void = { _ in }) throws -> String
    {
        var order = OfflineTokenRequest()
        order.client = "web-app"
        order.user = "alice@example.com"
        order.baseURL = url
        change(&order)
        return try OfflineToken(.builtIn, order).text()
    }

    private static func report(
        _ token: String,
        _ change: (inout TokenReportRequest) -> Void = { _ in }
    ) throws
        -> TokenReport
    {
        var request = TokenReportRequest()
        request.token = token
        change(&request)
        return try TokenReport(request, .verifying)
    }

    @Test func `a running double explains the token`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        let token = try Self.token(okta.url)
        let report = try Self.report(token) { $0.audience = "api://default" }
        #expect(report.isValid)
        #expect(report.summary == "access token: valid")
        #expect(report.lines.count == 11)
        #expect(report.lines.first == "ok       form: a JWT: an access token")
        let wrong = try Self.report(token) { $0.audience = "api://orders" }
        #expect(!wrong.isValid)
        let why = "audience: aud is api://default, the audience of server default, not api://orders"
        #expect(wrong.lines.contains { $0.hasPrefix("WRONG    \(why). Remedy: expect api://default in the API") })
        #expect(wrong.summary == "access token: not valid: \(why)")
    }

    @Test func `an ID token is for its client, which the summary says`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        let report = try Self.report(Self.token(okta.url) { $0.kind = .id })
        #expect(report.isValid)
        #expect(report.summary == "ID token: valid for its client; an API takes the access token")
        let remedy = "send an API the access_token of the same answer; for the client itself all is well"
        #expect(report.lines.contains { $0.hasPrefix("unknown  audience: aud is web-app") && $0.hasSuffix(remedy) })
    }

    @Test func `without the control API the published keys verify it`() throws {
        let okta = try MockOktaServer.start(configuration: .init(control: .init(isEnabled: false)))
        defer { okta.stop() }
        let report = try Self.report(Self.token(okta.url))
        #expect(report.isValid)
        #expect(report.lines.contains { $0.hasPrefix("ok       signature: it verifies with the key ") })
        #expect(report.lines.contains { $0.hasPrefix("unknown  revocation: ") })
        #expect(throws: ToolError.self) { try Self.report("opaque") { $0.issuer = okta.url } }
    }

    @Test func `a token without an issuer needs one`() throws {
        #expect(throws: ToolError.badArgument("the token names no issuer: pass --issuer")) { try Self.report("opaque") }
    }
}
