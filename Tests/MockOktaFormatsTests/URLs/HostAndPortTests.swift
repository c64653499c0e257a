import MockOktaFormats
import Testing

@Suite struct HostAndPortTests {
    @Test(
        arguments: [
            ("localhost", "localhost", nil), ("localhost:7300", "localhost", "7300"), ("[::1]", "[::1]", nil),
            ("[::1]:80", "[::1]", "80"), ("host:", "host", ""), ("", "", nil),
        ] as [(String, String, String?)]
    )
    func `the last colon outside brackets precedes the port`(authority: String, host: String, port: String?) {
        let parts = HostAndPort(authority)
        #expect(parts.host == host)
        #expect(parts.port.map(String.init) == port)
    }
}
