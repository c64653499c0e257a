import MockOktaControl
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Journal, archive and events contain no secret, wherever it was sent.
@Suite struct RedactionTests {
    private static let secret = "s3cret-s3cret-s3cret-s3cret"

    private static func texts(_ double: TestDouble) throws -> [String] {
        let control = ControlClient(double)
        return try ["/requests", "/requests/1", "/requests.har", "/gaps"].map { try control.get($0).text }
    }

    private static func check(_ request: HTTPRequest) throws {
        let double = try TestDouble()
        _ = try double.send(request)
        for text in try texts(double) { #expect(!text.contains(secret), "\(text)") }
    }

    @Test(arguments: ["/signin/reset-password/", "/signin/unlock/", "/reset_password/", "/welcome/", "/login/page/"])
    func `the token at the end of a path`(path: String) throws {
        let double = try TestDouble()
        _ = try double.send(
            HTTPRequest(
                method: .get,
                path: path + Self.secret,
                fields: ["Referer": "http://localhost:8080\(path)\(Self.secret)?a=b"]
            )
        )
        for text in try Self.texts(double) { #expect(!text.contains(Self.secret), "\(text)") }
        #expect(try ControlClient(double).requests().first?["path"]?.string == path + "[redacted]")
        #expect(try ControlClient(double).requests("secrets=true").first?["path"]?.string == path + Self.secret)
    }

    @Test(arguments: ["/welcome/home", "/reset_password/", "/orders/welcome-welcome-welcome-welcome"])
    func `other paths are shown`(path: String) throws {
        let double = try TestDouble()
        _ = try double.send(HTTPRequest(method: .get, path: path))
        #expect(try ControlClient(double).requests().first?["path"]?.string == path)
    }

    @Test(arguments: [
        #"{"activationUrl": "http://localhost:8080/welcome/\#(secret)"}"#,
        #"{"resetPasswordUrl": "http://localhost:8080/reset_password/\#(secret)"}"#,
        #"{"value": [{"name": "interaction_code", "value": "\#(secret)"}]}"#,
        #"{"value": [{"name": "stateHandle", "required": true, "value": "\#(secret)"}]}"#,
        #"{"jwks": {"keys": [{"kty": "oct", "k": "\#(secret)"}]}}"#,
        #"{"kty": "RSA", "d": "\#(secret)", "p": "\#(secret)", "q": "\#(secret)", "dp": "\#(secret)", "qi": "\#(secret)"}"#,
        #"{"api_key": "\#(secret)", "apikey": "\#(secret)", "jwt": "\#(secret)", "binding_code": "\#(secret)"}"#,
        #"{"secret_hash": "\#(secret)"}"#,
    ])
    func `secrets in JSON, whatever its type is called`(body: String) throws {
        for type in ["application/json", "text/plain"] {
            try Self.check(
                HTTPRequest(
                    method: .post,
                    path: "/api/v1/authn",
                    fields: ["Content-Type": type],
                    body: Array(body.utf8)
                )
            )
        }
    }

    @Test(arguments: [
        ("application/x-www-form-urlencoded", "password[]=\(secret)"),
        ("application/x-www-form-urlencoded", "user%5Bpassword%5D=\(secret)"),
        ("text/plain", "grant_type=password&password=\(secret)"),
        ("text/plain", #"{"password": "\#(secret)"#),
    ])
    func `secrets in forms, and in text that is one`(type: String, body: String) throws {
        try Self.check(
            HTTPRequest(
                method: .post,
                path: "/oauth2/default/v1/token",
                fields: ["Content-Type": type],
                body: Array(body.utf8)
            )
        )
    }

    @Test(arguments: [
        ("X-Api-Key", secret), ("X-Forwarded-Authorization", secret), ("Cookie2", "a=\(secret)"),
        ("X-Original-URL", "/a?password=\(secret)"),
    ])
    func `secrets in header fields`(name: String, value: String) throws {
        try Self.check(HTTPRequest(method: .get, path: "/nope", fields: HTTPFields([(name, value)])))
    }

    @Test func `members that are no keys are shown`() throws {
        let double = try TestDouble()
        _ = try double.send(
            HTTPRequest(
                method: .post,
                path: "/nope",
                fields: ["Content-Type": "application/json"],
                body: Array(#"{"d": "shown-1", "k": "shown-2", "name": "x", "value": "shown-3"}"#.utf8)
            )
        )
        let text = try ControlClient(double).get("/requests/1").text
        for shown in ["shown-1", "shown-2", "shown-3"] { #expect(text.contains(shown)) }
    }
}
