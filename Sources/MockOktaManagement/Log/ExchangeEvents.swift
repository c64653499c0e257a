import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// The System Log's events of one exchange: those that were recorded, and those that follow from its tokens or error.
struct ExchangeEvents {
    private let exchange: PastExchange
    private let organization: Organization

    init(_ exchange: PastExchange, in organization: Organization) {
        self.exchange = exchange
        self.organization = organization
    }

    private var record: ExchangeRecord { exchange.record }

    /// The events in the order in which they happened.
    var all: [LogEvent] {
        guard let isOrg else { return record.events }
        return record.events + (exchange.request.path.hasSuffix("/v1/token") ? grants(isOrg) : authorization(isOrg))
            + (claims(isOrg).map { [$0] } ?? [])
    }

    /// Whether the authorization server of the exchange is the org server; nil where the endpoint has no server.
    private var isOrg: Bool? {
        guard let server = record.server else { return nil }
        return organization.authorizationServer(at: server) == nil
    }

    /// One event for each token, or one for the refusal.
    private func grants(_ isOrg: Bool) -> [LogEvent] {
        guard record.reason == nil else {
            return [.oauth("token.grant", isOrg: isOrg, failure: record.reason, targets: user)]
        }
        return record.tokens.compactMap { token in
            let kind: (name: String, display: String)? =
                switch token.kind {
                case .access: ("access_token", "Access Token")
                case .id: ("id_token", "ID Token")
                case .refresh: ("refresh_token", "Refresh Token")
                case .code, .assertion: nil
                }
            return kind.map { kind in
                let target = LogEvent.Party(id: id(of: token), type: kind.name, displayName: kind.display)
                return .oauth("token.grant.\(kind.name)", isOrg: isOrg, targets: user + [target])
            }
        }
    }

    private func authorization(_ isOrg: Bool) -> [LogEvent] {
        guard exchange.request.path.contains("/v1/authorize") else { return [] }
        guard record.reason == nil else {
            return [.oauth("authorize", isOrg: isOrg, failure: record.reason, targets: user)]
        }
        guard !record.tokens.isEmpty else { return [] }
        let names = record.tokens.compactMap { token -> String? in
            switch token.kind {
            case .code: "code"
            case .access: "implicit.access_token"
            case .id: "implicit.id_token"
            case .refresh, .assertion: nil
            }
        }
        let app = client.map { [LogEvent.Party(app: $0)] } ?? []
        return [LogEvent("user.authentication.sso", actor: user.first, targets: app)]
            + names.map { .oauth("authorize.\($0)", isOrg: isOrg, targets: user) }
    }

    private func claims(_ isOrg: Bool) -> LogEvent? {
        guard let reason = record.reason, reason.hasSuffix("claim_evaluation_failure") else { return nil }
        // The org server has no claims of its own that could fail.
        return isOrg ? nil : .oauth("evaluate.claim", isOrg: false, failure: reason, targets: user)
    }

    private var user: [LogEvent.Party] {
        guard let login = record.user, let user = organization.user(login: login) else { return [] }
        return [LogEvent.Party(user)]
    }

    private var client: Application? { record.clientID.flatMap { organization.application(clientID: $0) } }

    /// The id of a JWT; the id of the grant stands for a refresh token, as in Okta's API.
    private func id(of token: IssuedToken) -> String {
        token.claims?["jti"]?.string ?? record.grant.map { GrantID($0).refreshTokenID } ?? ""
    }

    /// Who acted, where the event does not say: the client of the exchange.
    func actor(of event: LogEvent) -> LogEvent.Party {
        if let actor = event.actor { return actor }
        if let client { return LogEvent.Party(client: client) }
        return LogEvent.Party(
            id: record.clientID ?? "unknown",
            type: "PublicClientApp",
            alternateID: record.clientID ?? "unknown",
            displayName: "unknown"
        )
    }
}
