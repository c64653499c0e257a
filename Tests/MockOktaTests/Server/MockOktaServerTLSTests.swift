import MockOkta
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
}
