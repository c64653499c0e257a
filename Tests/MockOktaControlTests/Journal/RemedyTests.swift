import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// A token request that is refused, and why.
struct RefusedRequest: CustomTestStringConvertible {
    let testDescription: String
    var server = "default"
    var client: (String, String)? = ("service-app", "service-secret")
    var form: [(String, String)] = [("grant_type", "client_credentials"), ("scope", "orders:read")]
    var fields: HTTPFields = [:]
    let why: String
    /// Whether nothing is refused afterwards; else the reason of the next refusal, which has a remedy of its own.
    var next: String?
}

/// What the journal proposes for a refused request lets it pass, as printed.
@Suite struct RemedyTests {
    static let requests: [RefusedRequest] = [
        RefusedRequest(
            testDescription: "a server without policies",
            server: "bare",
            form: [("grant_type", "client_credentials"), ("scope", "a:read")],
            why: "bare has no policy with a rule, and so refuses every request"
        ),
        RefusedRequest(
            testDescription: "a scope that no rule allows",
            server: "short",
            form: [("grant_type", "client_credentials"), ("scope", "orders:write")],
            why: "no rule of 2 policies of short allows service-app orders:write by client_credentials"
        ),
        RefusedRequest(
            testDescription: "a scope that the server has not",
            form: [("grant_type", "client_credentials"), ("scope", "b:read orders:read")],
            why: "default has no scope b:read; it has openid, profile, email, address, phone, offline_access, "
                + "device_sso, orders:read, orders:write, groups"
        ),
        RefusedRequest(
            testDescription: "a grant type that neither app nor rule has",
            server: "short",
            client: ("web-app", "web-secret"),
            form: [("grant_type", "client_credentials"), ("scope", "orders:write")],
            why: "grant_types of web-app lacks client_credentials",
            next: "no rule of 2 policies of short allows web-app orders:write by client_credentials"
        ),
        RefusedRequest(
            testDescription: "a page of an origin that is not trusted",
            client: nil,
            form: [
                ("client_id", "spa-app"), ("grant_type", "authorization_code"), ("code", "x"), ("code_verifier", "x"),
                ("redirect_uri", "http://localhost:5173/callback"),
            ],
            fields: ["Origin": "http://localhost:4000"],
            why: "Origin http://localhost:4000 is neither trusted nor the origin of a redirect URI: "
                + "http://localhost:5173, http://127.0.0.1:5173",
            next: "code"
        ),
    ]

    @Test(arguments: requests)
    func `applied as printed, it lets the request pass`(request: RefusedRequest) throws {
        let bare = "{authorizationServers: [{id: 'bare', name: 'bare', audiences: ['a'], scopes: [{name: 'a:read'}]}]}"
        let double = try TestDouble(builtInAnd: bare)
        let control = ControlClient(double)
        func ask() throws -> Answer {
            try OAuthClient(double, server: request.server)
                .token(request.form, basic: request.client, fields: request.fields)
        }
        #expect(try ask().status != 200)
        let refused = try #require(try control.requests("last=1").first)
        #expect(refused["why"]?.string == request.why)
        let fixture = try #require(refused["remedy"]?["fixture"])
        #expect(try control.send(.patch, "/fixtures", fixture).status == 200)
        let answer = try ask()
        let why = try #require(try control.requests("last=1").first)["why"]?.string
        if let next = request.next {
            #expect(why?.contains(next) == true, "\(why ?? "")")
        } else {
            #expect(answer.status == 200, "\(why ?? "")")
        }
    }
}
