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
        Request(testDescription: "a user signs in with a password") { double in
            { try AuthnClient(double).start("alice@example.com", "Alice-pw-1") }
        } isRight: {
            $0["status"] == "SUCCESS"
        } isRepeated: {
            $0["status"] == "SUCCESS"
        },
    ]

    @Test(arguments: requests)
    func `a request that failed with the store succeeds when it is sent again`(request: Request) throws {
        let stores = FailingStores()
        let double = try TestDouble([TestOrganization.builtIn()], store: stores)
        let send = try request.prepare(double)
        for count in 0..<50 {
            stores.operationsLeft = count
            let answer = try send()
            stores.operationsLeft = nil
            if answer.status == 503 || answer.redirect["error"] == "temporarily_unavailable" { continue }
            #expect(request.isRight(answer), "after \(count) operations: \(answer)")
            let again = try send()
            #expect(request.isRepeated(again), "\(again)")
            return
        }
        Issue.record("the request needs more than fifty operations")
    }
}
