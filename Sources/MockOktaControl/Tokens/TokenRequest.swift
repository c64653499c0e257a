import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// A request to `/_mock/tokens`.
struct TokenRequest {
    static let members = [
        "kind", "server", "client", "user", "scope", "ttl", "nonce", "claims", "without", "header", "broken",
    ]

    private enum Kind: String, CaseIterable {
        case access, id, refresh
    }

    let body: ControlBody
    let snapshot: OrgSnapshot
    private let operations: ControlOperations

    init(_ body: ControlBody, _ operations: ControlOperations) {
        self.body = body
        self.operations = operations
        snapshot = operations.snapshot
    }

    func mint() throws(ControlError) -> ControlToken {
        guard let kind = try body.word("kind", of: Kind.self) else {
            throw body.error(.missingField, "kind", "is required", allowed: Kind.allCases.map(\.rawValue))
        }
        var random = operations.tenant.nextControlRandom()
        switch kind {
        case .access: return try mintJWT(.access, &random)
        case .id: return try mintJWT(.id, &random)
        case .refresh: return try RefreshTokenRequest(self).mint(&random)
        }
    }

    private func mintJWT(
        _ kind: TokenIdentifier.Kind,
        _ random: inout SeededRandom
    ) throws(ControlError) -> ControlToken {
        let plan = try plan()
        let changes = TokenChanges(
            lifetime: try lifetime(),
            claims: try body.object("claims", allowed: nil)?.members ?? [:],
            without: try body.strings("without"),
            header: try body.object("header", allowed: nil)?.members ?? [:],
            defect: try body.word("broken", of: TokenDefect.self)
        )
        let token: MintedToken?
        do throws(Refusal) {
            token = try TokenMint(snapshot).token(kind, for: plan, changes, random: &random)
        } catch {
            throw ControlError(.badValue, error.why)
        }
        guard let token else { throw body.error(.missingField, "user", "is required for an ID token") }
        return ControlToken(text: token.text, header: token.header, claims: token.claims)
    }

    /// The requested lifetime; nil where the request has none.
    func lifetime() throws(ControlError) -> TimeSpan? { body["ttl"] == nil ? nil : try body.timeSpan("ttl") }

    func plan() throws(ControlError) -> TokenPlan {
        let client = try operations.client(try body.required("client"))
        let server = try operations.server(try body.string("server") ?? "default")
        let user = try body.string("user").map { login throws(ControlError) in try operations.user(login) }
        let scopes = try body.string("scope")?.split(separator: " ").map(String.init)
        return TokenPlan(
            server: server,
            client: client,
            user: user,
            authentication: user.map { _ in Authentication(time: snapshot.now) },
            scopes: scopes ?? (user == nil ? server.scopes.filter(\.isDefault).map(\.name) : [Scope.openID]),
            grantType: .authorizationCode,
            accessLifetime: .hours(1),
            nonce: try body.string("nonce")
        )
    }
}
