import MockOktaControl
import MockOktaEngine
import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// Which hosts, sites and origins may use the control API.
@Suite struct ControlGuardTests {
    private static let hosts: [(String, Int)] = [
        ("127.0.0.1:8080", 204), ("[::1]:8080", 204), ("192.168.1.2", 204), ("localhost:8080", 204),
        ("LOCALHOST", 204), ("team-a.localhost:8080", 204), ("okta:8080", 204), ("okta.test:8080", 204),
        ("host.docker.internal:8080", 204), ("okta.default.svc.cluster.local", 204), ("tools.test", 204),
        ("evil.example:8080", 403), ("evil.example", 403), ("localhost.evil.example", 403),
        ("evillocalhost.example", 403), ("127.0.0.1.evil.example", 403), ("1.2.3.example", 403),
        ("not-okta.test", 403), ("evilinternal.example", 403),
    ]

    /// The owner of a name can point it at this server after a page of it was loaded.
    @Test(arguments: hosts)
    func `the control API is served to local names and configured ones`(host: String, status: Int) throws {
        let access = ControlAccess(origins: ["http://tools.test:3000"])
        let double = try TestDouble(
            ["{}"],
            access: access,
            host: host,
            urls: URLOptions(base: "https://okta.test")
        )
        for method in [HTTPMethod.post, .get] {
            let path = method == .post ? "/_mock/reset" : "/_mock/clock"
            let answer = Answer(try double.send(HTTPRequest(method: method, path: path)))
            #expect((answer.status == 403) == (status == 403))
            if status == 403 { #expect(answer.string("message").contains("--control-origin")) }
        }
        let page = Answer(try double.send(HTTPRequest(method: .get, path: "/_mock/")))
        #expect(page.status == (status == 403 ? 403 : 200))
    }

    @Test(
        arguments: [
            (["Host": "evil.example", "X-Forwarded-Host": "localhost"], 403),
            (["Host": "evil.example", "Forwarded": "host=localhost"], 403),
            (["Host": "mock:8080", "X-Forwarded-Host": "evil.example"], 403),
            (["Host": "mock:8080", "X-Forwarded-Host": "okta.test"], 200),
            (HTTPFields([("Origin", "http://okta.test"), ("Origin", "http://evil.example")]), 403),
            (HTTPFields([("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Site", "cross-site")]), 403),
        ] as [(HTTPFields, Int)]
    )
    func `fields of a proxy and repeated fields open nothing`(fields: HTTPFields, status: Int) throws {
        let urls = URLOptions(base: "http://okta.test", trustsProxy: true)
        let double = try TestDouble(["{}"], host: "okta.test", urls: urls)
        let answer = Answer(try double.send(HTTPRequest(method: .get, path: "/_mock/clock", fields: fields)))
        #expect(answer.status == status, "\(answer.text)")
    }

    @Test(arguments: ["127.0.0.1:8080", "evil.example"])
    func `the seed is told only to who may use the control API`(host: String) throws {
        let double = try TestDouble(["{}"], host: host)
        let answer = Answer(try double.send(HTTPRequest(method: .get, path: "/_mock/health")))
        let seed = host == "evil.example" ? "" : #","seed":1"#
        #expect(answer.text == #"{"status":"UP","version":"1.0.0"\#(seed)}"#)
    }

    private static let closed: [(ControlAccess, HTTPFields, Bool)] = [
        (ControlAccess(), [:], true), (ControlAccess(isEnabled: false), [:], false),
        (ControlAccess(role: .orgOnly), [:], false), (ControlAccess(token: "t"), [:], false),
        (ControlAccess(token: "t"), ["Authorization": "Bearer t"], true),
        (ControlAccess(), ["Origin": "https://evil.example"], false),
        (ControlAccess(), ["Sec-Fetch-Site": "cross-site"], false),
    ]

    @Test(arguments: closed)
    func `health is open and tells the seed to controllers`(
        access: ControlAccess,
        fields: HTTPFields,
        isTold: Bool
    ) throws {
        let double = try TestDouble(["{}"], access: access, host: "localhost")
        let answer = Answer(try double.send(HTTPRequest(method: .get, path: "/_mock/health", fields: fields)))
        #expect(answer.status == 200)
        #expect((answer["seed"] != nil) == isTold)
    }

    private static let origins: [(host: String, origin: String, status: Int)] = [
        ("127.0.0.1:8080", "http://127.0.0.1:8080", 204), ("localhost:8080", "HTTP://LocalHost:8080", 204),
        ("127.0.0.1:8080", "http://127.0.0.1:9090", 403), ("127.0.0.1:8080", "https://127.0.0.1:8080", 403),
        ("127.0.0.1:8080", "https://evil.example", 403), ("127.0.0.1:8080", "null", 403),
        // The pinned URL is compared whole: scheme, host and port.
        ("okta.test", "https://okta.test", 204), ("okta.test:8080", "http://okta.test:8080", 403),
        ("okta.test", "http://okta.test", 403), ("127.0.0.1:8080", "https://okta.test", 204),
        ("127.0.0.1:8080", "https://okta.test.evil.example", 403),
        ("127.0.0.1:8080", "http://tools.test:3000", 204), ("127.0.0.1:8080", "http://tools.test", 403),
        ("127.0.0.1:8080", "https://tools.test:3000", 403),
    ]

    @Test(arguments: origins)
    func `pages of the server's own, the pinned and the allowed origins may use the control API`(
        host: String,
        origin: String,
        status: Int
    ) throws {
        let access = ControlAccess(origins: ["http://tools.test:3000"])
        let double = try TestDouble(["{}"], access: access, host: host, urls: URLOptions(base: "https://okta.test"))
        let request = HTTPRequest(method: .post, path: "/_mock/reset", fields: ["Origin": origin])
        let answer = Answer(try double.send(request))
        #expect(answer.status == status)
        let isAllowed = origin == "http://tools.test:3000"
        #expect(answer.field("Access-Control-Allow-Origin") == (isAllowed ? origin : nil))
    }

    private static let fetches: [(path: String, fields: HTTPFields, status: Int)] = [
        ("/_mock/clock", ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"], 403),
        ("/_mock/clock", ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"], 403),
        ("/_mock/clock", ["Sec-Fetch-Site": "same-origin"], 200), ("/_mock/clock", ["Sec-Fetch-Site": "none"], 200),
        ("/_mock/", ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"], 200),
        ("/_mock/", ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"], 403),
        ("/_mock/clock", ["Sec-Fetch-Site": "cross-site", "Origin": "http://tools.test:3000"], 200),
        ("/_mock/clock", ["Sec-Fetch-Site": "cross-site", "Origin": "http://localhost:8080"], 403),
    ]

    @Test(arguments: fetches)
    func `fetches of other sites are refused, also without an origin`(
        path: String,
        fields: HTTPFields,
        status: Int
    ) throws {
        let access = ControlAccess(origins: ["http://tools.test:3000"])
        let double = try TestDouble(["{}"], access: access, host: "localhost:8080")
        #expect(Answer(try double.send(HTTPRequest(method: .get, path: path, fields: fields))).status == status)
    }

    @Test func `a preflight of an allowed origin tells the methods`() throws {
        let access = ControlAccess(token: "t", origins: ["http://tools.test:3000"])
        let double = try TestDouble(["{}"], access: access, host: "localhost:8080")
        var fields: HTTPFields = ["Origin": "http://tools.test:3000", "Access-Control-Request-Method": "PUT"]
        let answer = Answer(try double.send(HTTPRequest(method: .options, path: "/_mock/clock", fields: fields)))
        #expect(answer.status == 204)
        #expect(answer.field("Access-Control-Allow-Origin") == "http://tools.test:3000")
        #expect(answer.field("Access-Control-Allow-Methods") == "GET, PUT, HEAD")
        fields["Origin"] = "https://evil.example"
        let refused = Answer(try double.send(HTTPRequest(method: .options, path: "/_mock/clock", fields: fields)))
        #expect(refused.status == 403)
        #expect(refused.field("Access-Control-Allow-Origin") == nil)
    }

    @Test(arguments: ["/_mock/clock", "/_mock/nothing", "/_mock/health", "/_mock/"])
    func `no answer is sniffed or framed`(path: String) throws {
        let double = try TestDouble(["{}"], host: "localhost")
        let answer = Answer(try double.send(HTTPRequest(method: .get, path: path)))
        #expect(answer.field("X-Content-Type-Options") == "nosniff")
        #expect(answer.field("Content-Security-Policy")?.contains("default-src 'none'") == true)
        #expect(answer.field("Content-Security-Policy")?.contains("frame-ancestors 'none'") == true)
    }

    private static let integers = ["9223372036854775807", "9223372036854775808", "-1", "-9223372036854775808", "1e9"]
    private static let queries = [
        "/grants?limit", "/requests?limit", "/requests?last", "/requests?after", "/requests?status",
        "/requests/count?after", "/requests/count?limit",
    ]

    @Test(arguments: queries, integers)
    func `an extreme integer is refused`(query: String, integer: String) throws {
        let control = ControlClient(try TestDouble())
        let answer = try control.get("\(query)=\(integer)")
        #expect(answer.status == 400)
        #expect(answer.error == "bad_value")
    }

    @Test(arguments: [
        "9223372036854775807", "1e300", "nan", "-1", "inf", "PT9223372036854775807S", "0x10", "0x1p3", "1e1", "+5",
        "PT0x10S",
    ])
    func `an extreme timeout is refused`(timeout: String) throws {
        #expect(try ControlClient(TestDouble()).get("/requests/wait?timeout=\(timeout)").status == 400)
    }

    @Test(arguments: ["/requests?limit=1&limit=2", "/grants?user=a&user=a", "/fixtures?secrets=true&secrets=false"])
    func `a parameter given twice is refused`(query: String) throws {
        let answer = try ControlClient(TestDouble()).get(query)
        #expect(answer.status == 400)
        #expect(answer.string("message").hasSuffix("is given more than once"))
    }
}
