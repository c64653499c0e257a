import MockOkta
import MockOktaCommandLine
import MockOktaHTTPClient
import Testing

struct MockOktaServerTLSTests {
    private func withServer(
        _ configuration: MockOktaServer.Configuration,
        _ body: (MockOktaServer) throws -> Void
    ) throws {
        let server = try MockOktaServer.start(configuration: configuration)
        defer { server.stop() }
        try body(server)
    }

    private func isHealthy(_ url: String) -> Bool {
        HealthProbe(url)?.failure() == nil
    }

    @Test func `with a certificate the URL and the issuer are https`() throws {
        try withServer(.init(tls: .selfMade)) { server in
            #expect(server.url == "https://127.0.0.1:\(server.port)")
            #expect(server.issuer == server.url + "/oauth2/default")
            #expect(server.tlsURL == nil)
            #expect(server.caPEM?.hasPrefix("-----BEGIN CERTIFICATE-----") == true)
            #expect(isHealthy(server.url))
            #expect(!isHealthy("http://127.0.0.1:\(server.port)"))
        }
    }

    @Test func `a second port speaks HTTPS while the first stays HTTP`() throws {
        try withServer(.init(tlsPort: 0)) { server in
            #expect(server.url == "http://127.0.0.1:\(server.port)")
            let tlsURL = try #require(server.tlsURL)
            #expect(tlsURL.hasPrefix("https://127.0.0.1:"))
            #expect(isHealthy(server.url))
            #expect(isHealthy(tlsURL))
        }
    }

    @Test func `without TLS there is no authority to trust`() throws {
        try withServer(.init()) { server in
            #expect(server.caPEM == nil)
            #expect(server.tlsURL == nil)
        }
    }

    @Test func `a certificate that cannot be read is told by its member and path`() {
        let tls = MockOktaServer.TLS.files(certificate: "/no/such/cert.pem", key: "/no/such/key.pem")
        let error = #expect(throws: MockOktaError.self) {
            try MockOktaServer.start(configuration: .init(tls: tls))
        }
        #expect(error?.description == "tlsCertificate: /no/such/cert.pem: No such file or directory")
    }

    @Test func `the client verifies a certificate by the CA of the server, and its name`() throws {
        let okta = try MockOktaServer.start(configuration: .init(tls: .selfMade, tlsNames: ["okta.test"]))
        defer { okta.stop() }
        let pem = try #require(okta.caPEM)
        let trusting = HTTPClient.trusting(pem: pem)
        #expect(Doctor([okta.url], trusting).findings == [])
        #expect(Doctor(["https://localhost:\(okta.port)"], trusting).findings == [])
        #expect(Doctor([okta.url], .unverified).findings == [])
        let refused = Doctor([okta.url], .verifying)
        #expect(refused.documentCount == 0)
        #expect(refused.findings.first?.contains("the certificate is not trusted") == true)
        #expect(
            refused.findings.first?.hasSuffix("; --tls-ca names the CA to trust: the double's is at /_mock/ca.pem")
                == true
        )
        #expect(refused.findings.first?.contains("the certificate is not trusted") == true)
        let other = try MockOktaServer.start(configuration: .init(tls: .selfMade))
        defer { other.stop() }
        #expect(Doctor([other.url], trusting).findings.first?.contains("is not trusted") == true)
    }

    @Test func `a control port has the scheme of the main port`() throws {
        let both = try MockOktaServer.start(
            configuration: .init(tlsPort: 0, control: .init(port: 0))
        )
        defer { both.stop() }
        #expect(both.controlURL?.hasPrefix("http://") == true)
        #expect(try HealthProbe(#require(both.controlURL))?.failure() == nil)
        let secure = try MockOktaServer.start(configuration: .init(tls: .selfMade, control: .init(port: 0)))
        defer { secure.stop() }
        #expect(secure.controlURL?.hasPrefix("https://") == true)
        #expect(try HealthProbe(#require(secure.controlURL))?.failure() == nil)
    }

    @Test func `under a seed the CA is the same at every start, and signs for its names alone`() throws {
        let first = try MockOktaServer.start(configuration: .init(seed: 7, tls: .selfMade))
        let pem = try #require(first.caPEM)
        first.stop()
        let second = try MockOktaServer.start(configuration: .init(seed: 7, tls: .selfMade))
        defer { second.stop() }
        #expect(second.caPEM == pem)
        #expect(Doctor([second.url, "https://localhost:\(second.port)"], .trusting(pem: pem)).findings.count == 1)
        let unseeded = try MockOktaServer.start(configuration: .init(tls: .selfMade))
        defer { unseeded.stop() }
        #expect(unseeded.caPEM != pem)
        // Of the same key, but with another name: the authority of the first server does not vouch for it.
        let other = try MockOktaServer.start(configuration: .init(seed: 7, tls: .selfMade, tlsNames: ["okta.test"]))
        defer { other.stop() }
        #expect(other.caPEM != pem)
        #expect(Doctor([other.url], .trusting(pem: pem)).findings.first?.contains("is not trusted") == true)
    }
}
