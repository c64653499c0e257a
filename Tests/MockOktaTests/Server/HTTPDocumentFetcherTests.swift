import MockOkta
import MockOktaFormats
import MockOktaIssuing
import Testing

/// Documents that the double fetches, by the key sets of other doubles.
struct HTTPDocumentFetcherTests {
    private static let path = "/oauth2/default/v1/keys"

    @Test func `a document is fetched with its Cache-Control`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        let document = try HTTPDocumentFetcher(trusting: nil).document(at: okta.url + Self.path)
        #expect(document.status == 200)
        #expect(document.cacheControl?.hasPrefix("max-age=") == true)
        #expect(try JSON.parse(document.body)["keys"]?.array?.count == 1)
        #expect(try HTTPDocumentFetcher(trusting: nil).document(at: okta.url + "/none").status == 404)
    }

    @Test func `an HTTPS server needs a certificate of a trusted authority`() throws {
        let okta = try MockOktaServer.start(configuration: .init(tls: .selfMade))
        defer { okta.stop() }
        let authorities = try #require(okta.caPEM)
        #expect(try HTTPDocumentFetcher(trusting: authorities).document(at: okta.url + Self.path).status == 200)
        let error = #expect(throws: FetchFailure.self) {
            try HTTPDocumentFetcher(trusting: nil).document(at: okta.url + Self.path)
        }
        #expect(error?.why.contains("the certificate is not trusted") == true)
    }

    @Test func `a server that has stopped and a text that is no URL are failures`() throws {
        let okta = try MockOktaServer.start()
        okta.stop()
        for (url, why) in [(okta.url, "Connection refused"), ("ftp://127.0.0.1/", "is no http or https URL")] {
            let error = #expect(throws: FetchFailure.self) { try HTTPDocumentFetcher(trusting: nil).document(at: url) }
            #expect(error?.why.contains(why) == true, "\(url)")
        }
    }

    @Test func `authorities must be certificates`() {
        #expect(
            throws: MockOktaError.badConfiguration(member: "trustedCAPEM", reason: "holds no certificate in PEM format")
        ) {
            try MockOktaServer.start(configuration: .init(trustedCAPEM: "none"))
        }
    }
}
