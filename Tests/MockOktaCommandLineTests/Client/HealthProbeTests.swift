import MockOkta
import MockOktaCommandLine
import Testing

struct HealthProbeTests {
    @Test func `a running server is well, by any name of its address`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        for address in [okta.url, okta.url + "/", "HTTP://localhost:\(okta.port)", okta.url + "/_mock/health?x=1"] {
            #expect(HealthProbe(address)?.failure() == nil, "\(address)")
        }
    }

    @Test func `other answers are not health`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        let missing = okta.url + "/none"
        #expect(HealthProbe(missing)?.failure() == "\(missing) answers 404; without its path the URL names the server")
        let keys = okta.url + "/oauth2/v1/keys"
        #expect(HealthProbe(keys)?.failure() == "\(keys) answers, but not that it is up")
    }

    @Test func `a server that has stopped is not well`() throws {
        let okta = try MockOktaServer.start()
        okta.stop()
        #expect(HealthProbe(okta.url)?.failure() == "\(okta.url): Connection refused")
    }

    @Test(arguments: [
        "", "127.0.0.1:8080", "ftp://127.0.0.1", "http://", "http://h:x", "http://h:65536", "http://u@h",
        "http://a b",
    ])
    func `what is no plain URL is refused`(text: String) {
        #expect(HealthProbe(text) == nil)
    }
}
