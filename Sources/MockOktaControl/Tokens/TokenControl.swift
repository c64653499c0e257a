import MockOktaCrypto
package import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/_mock/tokens`: any token, right or wrong, that no flow has granted.
enum TokenControl {
    static func mint(_ call: ControlCall) throws(ControlError) -> HTTPResponse {
        let order = try ControlBody(call.request, allowed: TokenOrder.members)
        return ControlAnswer.json(.created, .object(try TokenOrder(order, call.steering).mint().json))
    }
}

extension ControlOperations {
    /// Mints a token.
    ///
    /// - Parameter order: the members of a request to `/_mock/tokens`.
    /// - Returns: the token.
    /// - Throws: which member is wrong, and what is allowed.
    package func mint(_ order: JSONObject) throws(ControlError) -> TokenAnswer {
        try TokenOrder(ControlBody(order, allowed: TokenOrder.members), self).mint()
    }
}

/// An order for a token, as the body of a request words it.
struct TokenOrder {
    static let members = [
        "kind", "server", "client", "user", "scope", "ttl", "nonce", "claims", "without", "header", "broken",
    ]

    private enum Kind: String, CaseIterable {
        case access, id, refresh
    }

    let body: ControlBody
    let steering: ControlOperations
    let snapshot: OrgSnapshot

    init(_ body: ControlBody, _ steering: ControlOperations) {
        self.body = body
        self.steering = steering
        snapshot = steering.snapshot
    }

    func mint() throws(ControlError) -> TokenAnswer {
        guard let kind = try body.word("kind", of: Kind.self) else {
            throw body.error(.missingField, "kind", "is required", allowed: Kind.allCases.map(\.rawValue))
        }
        var random = steering.tenant.nextControlRandom()
        switch kind {
        case .access: return try forge(.access, &random)
        case .id: return try forge(.id, &random)
        case .refresh: return try RefreshTokenOrder(self).mint(&random)
        }
    }

    private func forge(
        _ kind: TokenIdentifier.Kind,
        _ random: inout SeededRandom
    ) throws(ControlError) -> TokenAnswer {
        let plan = try plan()
        let changes = DefectiveTokenFactory.Changes(
            lifetime: try lifetime(),
            claims: try body.object("claims", allowed: nil)?.members ?? [:],
            without: try body.strings("without"),
            header: try body.object("header", allowed: nil)?.members ?? [:],
            flaw: try body.word("broken", of: TokenDefect.self)
        )
        let forge = DefectiveTokenFactory(snapshot, unpublishedKey: try unpublishedKey())
        let token: ForgedToken?
        do throws(Refusal) {
            token = try forge.token(kind, for: plan, changes, random: &random)
        } catch {
            throw ControlError(.badValue, error.why)
        }
        guard let token else { throw body.error(.missingField, "user", "is required for an ID token") }
        return TokenAnswer(text: token.text, header: token.header, claims: token.claims)
    }

    private func unpublishedKey() throws(ControlError) -> SigningKey {
        do throws(CryptoError) {
            return try TestKeys.unpublishedKey()
        } catch {
            throw ControlError(.badValue, "no key that nobody publishes: \(error)")
        }
    }

    /// Nil where the order leaves it open.
    func lifetime() throws(ControlError) -> TimeSpan? { body["ttl"] == nil ? nil : try body.timeSpan("ttl") }

    func plan() throws(ControlError) -> TokenPlan {
        let client = try steering.client(try body.required("client"))
        let server = try steering.server(try body.string("server") ?? "default")
        let user = try body.string("user").map { login throws(ControlError) in try steering.user(login) }
        let scopes = try body.string("scope")?.split(separator: " ").map(String.init)
        return TokenPlan(
            server: server,
            client: client,
            user: user,
            authentication: user.map { _ in Authentication(time: snapshot.now) },
            scopes: scopes ?? (user == nil ? server.scopes.filter(\.isDefault).map(\.name) : [Scope.openID]),
            accessLifetime: .hours(1),
            nonce: try body.string("nonce")
        )
    }
}
