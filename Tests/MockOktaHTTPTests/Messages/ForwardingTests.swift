import MockOktaHTTP
import Testing

struct ForwardingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let fields: HTTPFields
        /// Scheme, host and peer as an endpoint then sees them.
        let seen: [String]

        init(_ testDescription: String, _ fields: HTTPFields, _ seen: [String]) {
            self.testDescription = testDescription
            self.fields = fields
            self.seen = seen
        }
    }

    private static let unchanged = ["http", "inner:8080", "10.0.0.1"]

    static let cases: [Case] = [
        Case("nothing said", [:], unchanged),
        Case(
            "RFC 7239",
            ["Forwarded": "for=192.0.2.60;proto=https;by=203.0.113.43;host=okta.example"],
            ["https", "okta.example", "192.0.2.60"]
        ),
        Case(
            "the proxy nearest to the client counts",
            ["Forwarded": "for=192.0.2.60;proto=https, for=10.1.1.1;proto=http;host=middle"],
            ["https", "inner:8080", "192.0.2.60"]
        ),
        Case(
            "several fields are one list",
            ["Forwarded": "proto=https", "forwarded": "proto=http;host=middle"],
            ["https", "inner:8080", "10.0.0.1"]
        ),
        Case(
            "quotes, ports, blanks and capitals",
            ["Forwarded": "FOR=\"[2001:db8::17]:4711\" ; Host=\"okta.example:8443\"; pROTO=HTTPS"],
            ["https", "okta.example:8443", "2001:db8::17"]
        ),
        Case(
            "a comma inside quotes",
            ["Forwarded": "for=\"1.2.3.4\";x=\"a,b;c\";proto=https"],
            ["https", "inner:8080", "1.2.3.4"]
        ),
        Case("an unknown node", ["Forwarded": "for=unknown;proto=https"], ["https", "inner:8080", "10.0.0.1"]),
        Case("a hidden node", ["Forwarded": "for=_hidden"], unchanged),
        Case("the older three", ["X-Forwarded-Proto": "https"], ["https", "inner:8080", "10.0.0.1"]),
        Case("their first member", ["X-Forwarded-For": "192.0.2.7, 10.0.0.2"], ["http", "inner:8080", "192.0.2.7"]),
        Case("an address with a port", ["X-Forwarded-For": "192.0.2.7:999"], ["http", "inner:8080", "192.0.2.7"]),
        Case("a bare IPv6 address", ["X-Forwarded-For": "2001:db8::1"], ["http", "inner:8080", "2001:db8::1"]),
        Case("the older host", ["x-forwarded-host": "okta.example, inner"], ["http", "okta.example", "10.0.0.1"]),
        Case(
            "RFC 7239 before the older three",
            ["Forwarded": "host=a.example", "X-Forwarded-Host": "b.example", "X-Forwarded-Proto": "https"],
            ["https", "a.example", "10.0.0.1"]
        ),
        Case("another scheme", ["Forwarded": "proto=ftp"], unchanged),
        Case("what is no host", ["Forwarded": "host=\"a b\"", "X-Forwarded-Host": "user@b"], unchanged),
        Case("nonsense", ["Forwarded": ";;=,=,\"", "X-Forwarded-For": ",", "X-Forwarded-Proto": ""], unchanged),
    ]

    @Test(arguments: cases)
    func `what proxies say is read`(said: Case) {
        let request = HTTPRequest(
            method: .get,
            authority: "inner:8080",
            path: "/",
            fields: said.fields,
            peer: "10.0.0.1"
        )
        let seen = request.beforeProxies
        #expect([seen.scheme.rawValue, seen.authority ?? "", seen.peer ?? ""] == said.seen)
    }
}
