import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// Whether the user must be asked before an app gets its scopes (Okta, "User consent": prompt × method × scope).
struct ConsentRule {
    private let request: AuthorizeRequest
    private let scopes: [String]
    private let user: User
    private let server: AuthorizationServer
    private let snapshot: OrgSnapshot

    init(_ request: AuthorizeRequest, _ scopes: [String], _ user: User, _ context: RequestContext) {
        self.request = request
        self.scopes = scopes
        self.user = user
        server = context.server
        snapshot = context.snapshot
    }

    /// The scopes that a page must ask about; empty when none is needed.
    func scopesToAsk() throws(Refusal) -> [Scope] {
        let asking = scopes.compactMap(server.scope).filter { $0.consent != .implicit }
        if request.prompts.contains(.consent) { return asking }
        guard request.client.consentMethod == .required else { return [] }
        let given = try snapshot.state.consents.record(key, at: snapshot.now)?.scopes ?? []
        let missing = asking.filter { !given.contains($0.name) }
        guard request.prompts.contains(.none) else { return missing }
        let required = missing.filter { $0.consent == .required }.map(\.name)
        guard required.isEmpty else {
            throw Refusal(.consentRequired.with(list: required), why: "prompt is none and \(user.login) never agreed")
        }
        return []
    }

    /// Records that the user agreed to all requested scopes.
    func remember() throws(Refusal) {
        let scopes = Set(texts: scopes)
        let new = Consent(
            userID: user.id,
            clientID: request.client.clientID,
            serverID: server.id,
            scopes: [],
            created: snapshot.now
        )
        try snapshot.state.consents.update(key, at: snapshot.now) { entry in
            var consent = entry?.record ?? new
            consent.scopes.formUnion(scopes)
            consent.lastUpdated = new.created
            entry = Expiring(consent, expires: .distantFuture)
        }
    }

    private var key: RecordKey { Consent.key(user.id, request.client.clientID, server.id) }
}
