import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// A request that fails with the store, at any of its operations, can be sent again as it was, and then does what it
/// does without a failure.
@Suite struct RetriedRequestsTests {
    struct Request: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// Seconds between two attempts.
        var pause: Int64 = 0
        /// Prepares a request of a client, which may be sent several times.
        let prepare: @Sendable (TestDouble) throws -> () throws -> Answer
        /// What its answer is when it succeeds.
        let isRight: @Sendable (Answer) -> Bool
        /// What the same request is answered after that.
        let isRepeated: @Sendable (Answer) -> Bool
    }

    private static let native = [
        "client_id": "native-app", "redirect_uri": "com.example.app:/callback", "scope": "openid offline_access",
    ]

    private static func code(_ double: TestDouble) throws -> String {
        try OAuthClient(double).signIn(Browser(double), OAuthClient.authorize(native)).redirect["code"] ?? ""
    }

    private static func redeem(_ code: String) -> [(String, String)] {
        OAuthClient.redeem(code, ["client_id": "native-app", "redirect_uri": "com.example.app:/callback"])
    }

    private static func refresh(_ double: TestDouble) throws -> [(String, String)] {
        let token = try OAuthClient(double).token(redeem(try code(double))).string("refresh_token")
        return [("grant_type", "refresh_token"), ("refresh_token", token), ("client_id", "native-app")]
    }

    private static let authorize = "/oauth2/default/v1/authorize"
    private static let deviceGrant = "urn:ietf:params:oauth:grant-type:device_code"

    private static func push(_ double: TestDouble, _ changes: [String: String] = [:]) throws -> String {
        let parameters = OAuthClient.authorize(native.merging(changes) { $1 })
        return try OAuthClient(double).post("/v1/par", parameters).string("request_uri")
    }

    private static func sessionToken(_ double: TestDouble) throws -> String {
        try AuthnClient(double).start("alice@example.com", "Alice-pw-1").string("sessionToken")
    }

    private static let apps = """
        {apps: [
           {client_id: "device-app", application_type: "native", token_endpoint_auth_method: "none",
            grant_types: ["\(deviceGrant)", "refresh_token"]},
           {client_id: "native-idx", grant_types: ["interaction_code", "authorization_code"]}]}
        """

    static let requests: [Request] = [
        Request(testDescription: "a code is redeemed") { double in
            let form = redeem(try code(double))
            return { try OAuthClient(double).token(form) }
        } isRight: {
            $0.status == 200 && !$0.string("refresh_token").isEmpty
        } isRepeated: {
            $0.error == "invalid_grant"
        },
        Request(testDescription: "a refresh token is rotated") { double in
            let form = try refresh(double)
            return { try OAuthClient(double).token(form) }
        } isRight: {
            $0.status == 200
        } isRepeated: {
            // Within the leeway.
            $0.status == 200
        },
        Request(testDescription: "a refresh token is revoked") { double in
            let form = [("token", try refresh(double)[1].1), ("client_id", "native-app")]
            return { try OAuthClient(double).post("/v1/revoke", form) }
        } isRight: {
            $0.status == 200
        } isRepeated: {
            $0.status == 200
        },
        Request(testDescription: "a pushed request is used") { double in
            let uri = try push(double)
            let browser = Browser(double)
            _ = try OAuthClient(double).signIn(browser, OAuthClient.authorize(native))
            return { try browser.get(authorize, [("client_id", "native-app"), ("request_uri", uri)]) }
        } isRight: {
            $0.redirect["code"] != nil
        } isRepeated: {
            $0.redirect["error"] == "invalid_request_uri" || $0.status == 400
        },
        Request(testDescription: "a pushed request is used with a session token in it") { double in
            let uri = try push(double, ["sessionToken": try sessionToken(double)])
            return { try Browser(double).get(authorize, [("client_id", "native-app"), ("request_uri", uri)]) }
        } isRight: {
            $0.redirect["code"] != nil
        } isRepeated: {
            $0.redirect["error"] == "invalid_request_uri" || $0.status == 400
        },
        Request(testDescription: "a session token is used") { double in
            let changes = ["sessionToken": try sessionToken(double), "prompt": "none"]
            let parameters = OAuthClient.authorize(native.merging(changes) { $1 })
            return { try Browser(double).get(authorize, parameters) }
        } isRight: {
            $0.redirect["code"] != nil && $0.field("Set-Cookie") != nil
        } isRepeated: {
            $0.redirect["error"] == "login_required" && $0.field("Set-Cookie") == nil
        },
        Request(testDescription: "a session token is used in place of another session") { double in
            let browser = Browser(double)
            _ = try OAuthClient(double).signIn(browser, OAuthClient.authorize(native))
            let changes = ["sessionToken": try sessionToken(double), "prompt": "none"]
            let parameters = OAuthClient.authorize(native.merging(changes) { $1 })
            return { try browser.get(authorize, parameters) }
        } isRight: {
            $0.redirect["code"] != nil
        } isRepeated: {
            // By the new session.
            $0.redirect["code"] != nil
        },
        Request(testDescription: "a session token is exchanged for a session") { double in
            let body: JSON = ["sessionToken": .string(try sessionToken(double))]
            return { try ManagementClient(double, authorization: nil).post("/sessions", body) }
        } isRight: {
            $0.status == 200
        } isRepeated: {
            $0.status == 401
        },
        Request(testDescription: "a session token is exchanged for a cookie") { double in
            let query = [("token", try sessionToken(double)), ("redirectUrl", double.url + "/login")]
            return { try Browser(double).get("/login/sessionCookieRedirect", query) }
        } isRight: {
            $0.status == 302
        } isRepeated: {
            $0.status >= 400
        },
        Request(testDescription: "a device code is redeemed", pause: 5) { double in
            let client = OAuthClient(double, server: nil)
            let form = [("client_id", "device-app"), ("scope", "openid offline_access")]
            let started = try client.post("/v1/device/authorize", form)
            let decision: JSON = ["user": "alice@example.com", "decision": "approve"]
            _ = try ControlClient(double).post("/device/\(started.string("user_code"))", decision)
            let code = started.string("device_code")
            let poll = [("grant_type", deviceGrant), ("client_id", "device-app"), ("device_code", code)]
            return { try client.token(poll) }
        } isRight: {
            $0.status == 200 && !$0.string("refresh_token").isEmpty
        } isRepeated: {
            $0.error == "invalid_grant"
        },
        Request(testDescription: "a sign-in that is done is exchanged for a code") { double in
            let client = IDXClient(double)
            var members = IDXClient.passcode("Alice-pw-1")
            members["identifier"] = "alice@example.com"
            let done = try client.submit(client.begin(), "identify", members)
            let query = [("stateToken", done.string("stateHandle"))]
            return { try Browser(double).get("/login/token/redirect", query) }
        } isRight: {
            $0.redirect["code"] != nil
        } isRepeated: {
            $0.status == 400
        },
        Request(testDescription: "a user signs in with a password") { double in
            { try AuthnClient(double).start("alice@example.com", "Alice-pw-1") }
        } isRight: {
            $0["status"] == "SUCCESS"
        } isRepeated: {
            $0["status"] == "SUCCESS"
        },
    ]

    /// A store in memory, and one outside the double.
    enum Kind: CaseIterable {
        case memory, outside

        var stores: any FaultyStores {
            switch self {
            case .memory: FailingStores()
            case .outside: OutsideStores()
            }
        }
    }

    @Test(arguments: requests, Kind.allCases)
    func `a request that failed with the store succeeds when it is sent again`(request: Request, kind: Kind) throws {
        let stores = kind.stores
        let double = try TestDouble([TestOrganization.builtIn(), IDXClient.fixture, Self.apps], store: stores)
        let send = try request.prepare(double)
        for count in 0..<50 {
            stores.operationsLeft = count
            let answer = try send()
            stores.operationsLeft = nil
            if request.pause > 0 { double.advance(request.pause) }
            if answer.status == 503 || answer.redirect["error"] == "temporarily_unavailable" { continue }
            #expect(request.isRight(answer), "after \(count) operations: \(answer)")
            let again = try send()
            #expect(request.isRepeated(again), "\(again)")
            return
        }
        Issue.record("the request needs more than fifty operations")
    }
}
