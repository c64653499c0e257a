import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// Whether the user must be asked before an app gets its scopes (Okta, "User consent": prompt × method × scope).
struct ConsentRule {
    private let client: Application
    private let prompts: Set<AuthorizeRequest.Prompt>
    private let scopes: [String]
    private let user: User
    private let server: AuthorizationServer
    private let snapshot: OrgSnapshot

    /// - Parameters:
    ///   - client: the app.
    ///   - prompts: those of an authorize request; none at `/interact`.
    ///   - scopes: what the app gets.
    ///   - user: who is asked.
    ///   - context: for the server, and the consents that were given before.
    init(
        _ client: Application,
        _ prompts: Set<AuthorizeRequest.Prompt>,
        _ scopes: [String],
        _ user: User,
        _ context: RequestContext
    ) {
        self.client = client
        self.prompts = prompts
        self.scopes = scopes
        self.user = user
        server = context.server
        snapshot = context.snapshot
    }

    /// The scopes that a page must ask about; empty when none is needed.
    func scopesToAsk() throws(Refusal) -> [Scope] {
        let asking = scopes.compactMap(server.scope).filter { $0.consent != .implicit }
        if prompts.contains(.consent) { return asking }
        guard client.consentMethod == .required else { return [] }
        let given = try snapshot.state.consents.record(key, at: snapshot.now)?.scopes ?? []
        let missing = asking.filter { !given.contains($0.name) }
        guard prompts.contains(.none) else { return missing }
        let required = missing.filter { $0.consent == .required }.map(\.name)
        guard required.isEmpty else {
            throw Refusal(.consentRequired.with(list: required), why: "prompt is none and \(user.login) never agreed")
        }
        return []
    }

    /// Records that the user agreed to all requested scopes.
    func remember(in batch: inout RecordBatch) {
        let scopes = Set(texts: scopes)
        let new = Consent(
            userID: user.id,
            clientID: client.clientID,
            serverID: server.id,
            scopes: [],
            created: snapshot.now
        )
        batch.update(key, of: snapshot.state.consents) { entry in
            var consent = entry?.record ?? new
            consent.scopes.formUnion(scopes)
            consent.lastUpdated = new.created
            entry = Expiring(consent, expires: .distantFuture)
        }
    }

    private var key: RecordKey { Consent.key(user.id, client.clientID, server.id) }
}
