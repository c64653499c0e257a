import MockOkta
import MockOktaCommandLine
import Testing

struct DoctorTests {
    @Test func `a server whose URLs work has no findings`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        let doctor = Doctor([okta.url, okta.issuer, okta.issuer + "/", okta.url + "/"])
        #expect(doctor.findings == [])
        #expect(doctor.isAnyAnswered)
    }

    @Test func `an issuer that nobody here can reach is told with the option to set`() throws {
        let okta = try MockOktaServer.start(configuration: .init(baseURL: "http://okta.invalid:8080"))
        defer { okta.stop() }
        let findings = Doctor([okta.url]).findings
        #expect(findings.first?.hasPrefix("issuer: http://okta.invalid:8080/oauth2/default, but ") == true)
        #expect(findings.first?.contains("set --base-url \(okta.url)") == true)
        let token = "token_endpoint: http://okta.invalid:8080/oauth2/default/v1/token is not reachable from here"
        #expect(findings.contains { $0.hasPrefix(token) && $0.hasSuffix("set --back-channel-url") })
    }

    @Test func `two names that give two issuers are one finding`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        let other = "http://localhost:\(okta.port)"
        let findings = Doctor([okta.url, other]).findings
        #expect(findings.count == 1)
        #expect(findings.first?.contains("\(okta.issuer) by way of \(okta.url), but ") == true)
    }

    @Test(arguments: ["http://127.0.0.1:1", "ftp://localhost", "localhost:8080"])
    func `what does not answer is a finding`(url: String) {
        let doctor = Doctor([url])
        #expect(doctor.findings.count == 1)
        #expect(!doctor.isAnyAnswered)
    }
}
