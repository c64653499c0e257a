import MockOktaFormats
import MockOktaTestSupport
import Testing

/// Rotation × leeway × scope × client type × time × reuse, as one table (Okta, "Refresh tokens").
@Suite struct RefreshMatrixTests {
    /// What one refresh of the first token meets.
    enum Outcome: String {
        /// Tokens, and the same refresh token.
        case same
        /// Tokens, and a new refresh token.
        case new
        /// An access token only; the refresh token lives on.
        case accessOnly
        /// `invalid_grant`; tokens of the same sign-in are untouched.
        case dead
        /// `invalid_grant`, and the sign-in's newest refresh token and access tokens die with it.
        case killed
    }

    struct Row: CustomTestStringConvertible {
        let app: App
        let scope: Scope
        /// Seconds between the first use and the second.
        let second: Int64
        let first: Outcome
        let then: Outcome

        var testDescription: String { "\(app) \(scope): \(first.rawValue), after \(second) s \(then.rawValue)" }
    }

    struct App: CustomStringConvertible {
        let type: String
        let leeway: Int64?

        var description: String { "\(type) " + (leeway.map { "ROTATE \($0)" } ?? "STATIC") }
    }

    enum Scope: String, CaseIterable, CustomStringConvertible {
        case omitted, all, withoutOpenID, withoutOffline

        var description: String { "scope \(rawValue)" }

        var text: String? {
            switch self {
            case .omitted: nil
            case .all: "openid offline_access orders:read"
            case .withoutOpenID: "offline_access orders:read"
            case .withoutOffline: "openid orders:read"
            }
        }
    }

    /// Seven days, the idle window; and the windows around each leeway.
    private static let window: Int64 = 604_800

    static let rows: [Row] = ["web", "native", "browser"].flatMap { type in
        [nil, 0, 1, 30, 60].flatMap { leeway in
            Scope.allCases.flatMap { scope in
                rows(App(type: type, leeway: leeway), scope)
            }
        }
    }

    private static func rows(_ app: App, _ scope: Scope) -> [Row] {
        let fixed: Outcome = scope == .withoutOffline ? .accessOnly : .same
        guard let leeway = app.leeway, scope != .withoutOffline else {
            // Nothing rotates, so a token lives until its idle window ends, counted from its last use.
            return [0, 1, window - 1].map { Row(app: app, scope: scope, second: $0, first: fixed, then: fixed) }
                + [Row(app: app, scope: scope, second: window, first: fixed, then: .dead)]
        }
        let good = [0, leeway - 1].filter { $0 >= 0 && $0 < leeway }
        return good.map { Row(app: app, scope: scope, second: $0, first: .new, then: .new) }
            + [leeway, leeway + 1].map { Row(app: app, scope: scope, second: $0, first: .new, then: .killed) }
    }

    @Test(
        .rule(
            "refresh.static",
            "refresh.rotate",
            "refresh.leeway",
            "refresh.leeway-zero",
            "refresh.leeway-expired",
            "refresh.reuse",
            "refresh.scope-omitted",
            "refresh.scope-subset",
            "refresh.scope-without-openid",
            "refresh.scope-without-offline",
            "refresh.idle-window",
            "refresh.client-authentication"
        ),
        arguments: rows
    )
    func `a refresh token lives and gives what its app, the scope and the time allow`(row: Row) throws {
        let story = try Scenario(row)
        try story.check(row.first)
        story.double.advance(row.second)
        try story.check(row.then)
    }

    /// One sign-in whose first refresh token is used twice.
    private final class Scenario {
        let double: TestDouble
        private let client: OAuthClient
        private let row: Row
        private let token: String
        private var latest: Answer

        init(_ row: Row) throws {
            self.row = row
            double = try TestDouble(builtInAnd: Self.fixture(row.app))
            client = OAuthClient(double)
            let code = try client.code(["client_id": "m", "scope": Scope.all.text])
            latest = try client.token(OAuthClient.redeem(code) + Self.identity(row.app), basic: Self.basic(row.app))
            token = latest.string("refresh_token")
            #expect(!token.isEmpty, "\(latest)")
        }

        private static func fixture(_ app: App) -> String {
            let rotation = app.leeway.map { "{rotation_type: 'ROTATE', leeway: \($0)}" } ?? "{rotation_type: 'STATIC'}"
            let secret = app.type == "web" ? "client_secret: 's'," : ""
            return "{apps: [{client_id: 'm', \(secret) application_type: '\(app.type)', refresh_token: \(rotation), "
                + "grant_types: ['authorization_code', 'refresh_token'], "
                + "redirect_uris: ['http://localhost:3000/callback']}]}"
        }

        private static func identity(_ app: App) -> [(String, String)] { app.type == "web" ? [] : [("client_id", "m")] }

        private static func basic(_ app: App) -> (String, String)? { app.type == "web" ? ("m", "s") : nil }

        private func refresh(_ token: String) throws -> Answer {
            var form = [("grant_type", "refresh_token"), ("refresh_token", token)] + Self.identity(row.app)
            if let scope = row.scope.text { form.append(("scope", scope)) }
            return try client.token(form, basic: Self.basic(row.app))
        }

        func check(_ outcome: Outcome) throws {
            let answer = try refresh(token)
            switch outcome {
            case .same: #expect(answer.string("refresh_token") == token, "\(answer)")
            case .new: #expect(![token, ""].contains(answer.string("refresh_token")), "\(answer)")
            case .accessOnly: #expect(answer.status == 200 && answer["refresh_token"] == nil, "\(answer)")
            case .dead, .killed: #expect(answer.error == "invalid_grant", "\(answer)")
            }
            guard answer.status == 200 else { return try checkSurvivors(areKilled: outcome == .killed) }
            #expect(answer.string("scope") == row.scope.text ?? Scope.all.text)
            #expect((answer["id_token"] != nil) == (row.scope != .withoutOpenID))
            #expect(try isActive(answer.string("access_token")))
            latest = answer
        }

        private func checkSurvivors(areKilled: Bool) throws {
            guard areKilled else { return }
            #expect(try !isActive(latest.string("access_token")))
            #expect(try refresh(latest.string("refresh_token")).error == "invalid_grant")
        }

        private func isActive(_ token: String) throws -> Bool {
            let form = [("token", token)] + Self.identity(row.app)
            return try client.post("/v1/introspect", form, basic: Self.basic(row.app))["active"] == true
        }
    }
}
