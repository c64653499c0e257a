import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// The checks of a refresh token or a code, which are opaque and known to their server only.
struct GrantTokenChecks {
    private let token: GrantToken
    private let isCode: Bool
    private let grant: Grant?
    private let snapshot: OrgSnapshot
    private let now: Instant
    private let expected: TokenExpectation
    private let uses: TokenUses

    init(
        _ token: GrantToken,
        _ text: String,
        isCode: Bool,
        _ expected: TokenExpectation,
        _ operations: ControlOperations,
        at now: Instant
    ) throws(Refusal) {
        self.token = token
        self.isCode = isCode
        self.expected = expected
        self.now = now
        snapshot = operations.snapshot
        // Read at the present time: a store removes what has expired at the time of a read.
        grant = try snapshot.state.grants.record(token.grant.key, at: snapshot.now)
        uses = TokenUses(of: token.grant, text, in: operations.tenant.journal)
    }

    var explanation: TokenExplanation {
        guard let grant else {
            let gone = TokenCheck.failed(
                .lifetime,
                "its grant has expired or was removed by a reset",
                remedy: "sign the user in again"
            )
            return TokenExplanation(isCode ? .code : .refresh, [form, gone])
        }
        let scope = expected.check(scopes: grant.scopes, of: "the grant")
        return TokenExplanation(
            isCode ? .code : .refresh,
            [form, issuer(grant), lifetime(grant), scope, revocation(grant), binding(grant)]
        )
    }

    private var form: TokenCheck {
        let what = isCode ? "a code" : "a refresh token of generation \(token.generation)"
        let id = token.grant.refreshTokenID
        guard let grant else { return .passed(.form, "\(what) of the grant \(id)") }
        let login = snapshot.organization.user(grant.userID)?.login ?? grant.userID.rawValue
        return .passed(.form, "\(what) of the grant \(id): \(login) at \(grant.clientID)")
    }

    private func issuer(_ grant: Grant) -> TokenCheck {
        guard let server = snapshot.organization.allServers.first(where: { $0.id == grant.serverID }) else {
            return .failed(.issuer, "its server \(grant.serverID) is gone", remedy: "sign the user in again")
        }
        let issuer = snapshot.issuer(of: server)
        let text = "it was issued by server \(ServerControl.name(server)), \(issuer)"
        guard let wanted = expected.issuer, wanted != issuer else { return .passed(.issuer, text) }
        return .failed(.issuer, "\(text), not \(wanted)", remedy: "send it to \(issuer)/v1/token")
    }

    private func lifetime(_ grant: Grant) -> TokenCheck {
        if isCode {
            guard let code = grant.code else { return .unknown(.lifetime, "the code was redeemed") }
            guard now < code.expires else {
                return .failed(
                    .lifetime,
                    "it expired at \(code.expires.text), \((now - code.expires).words) before",
                    remedy: "redeem a code within 300 s"
                )
            }
            return .passed(
                .lifetime,
                "it expires at \(code.expires.text), \((code.expires - now).words) from \(now.text)"
            )
        }
        guard let deadline = grant.refreshDeadline else {
            return .failed(.lifetime, "the grant has no refresh token", remedy: "request the scope offline_access")
        }
        if deadline == .distantFuture { return .passed(.lifetime, "it has no deadline") }
        guard now < deadline else {
            return .failed(
                .lifetime,
                "it expired at \(deadline.text), \((now - deadline).words) before; its last use was at "
                    + "\(grant.lastUsed.text), and \(grant.lifetimes.windowMinutes) min without use end it",
                remedy: "sign the user in again; the access policy rule sets lifetime and idle window"
            )
        }
        return .passed(.lifetime, "it expires at \(deadline.text), \((deadline - now).words) from \(now.text)")
    }

    private func revocation(_ grant: Grant) -> TokenCheck {
        let history = uses.redemptions.map { "; used by \($0)" } ?? ""
        if grant.isRevoked {
            let cause = uses.end ?? "by the control or management API, or by a sign-out"
            return .failed(.revocation, "its grant was revoked \(cause)", remedy: "sign the user in again")
        }
        guard let client = snapshot.organization.application(clientID: grant.clientID), client.isActive else {
            return .failed(
                .revocation,
                "its client \(grant.clientID) is gone or INACTIVE",
                remedy: "activate the app, and sign the user in again"
            )
        }
        guard let user = snapshot.organization.user(grant.userID), user.canHoldTokens else {
            return .failed(
                .revocation,
                "its user is gone or not active",
                remedy: "activate the user, and sign in again"
            )
        }
        guard snapshot.organization.isAssigned(user, to: client) else {
            return .failed(
                .revocation,
                "\(user.login) is no longer assigned to \(client.clientID)",
                remedy: "assign the user to the app, and sign in again"
            )
        }
        return isCode ? redemption(grant, history) : generation(grant, client, history)
    }

    private func redemption(_ grant: Grant, _ history: String) -> TokenCheck {
        grant.code == nil
            ? .failed(.revocation, "the code was redeemed before\(history)", remedy: "redeem a code once")
            : .passed(.revocation, "it was not redeemed yet")
    }

    private func generation(_ grant: Grant, _ client: Application, _ history: String) -> TokenCheck {
        guard let chain = grant.refresh,
            chain.isLive(token.generation, rotation: client.refreshTokenRotation, at: now)
        else {
            return .failed(
                .revocation,
                "generation \(token.generation) was replaced; the current one is "
                    + "\(grant.refresh.map { String($0.current) } ?? "none")\(history)",
                remedy: "use the refresh token of the latest answer; a further use of this one revokes the grant"
            )
        }
        return .passed(.revocation, "neither revoked nor replaced\(history)")
    }

    private func binding(_ grant: Grant) -> TokenCheck {
        if let thumbprint = grant.keyThumbprint ?? grant.code?.keyThumbprint {
            return .unknown(
                .binding,
                "it is bound to the key \(thumbprint)",
                remedy: "send a DPoP proof by that key to /token"
            )
        }
        guard isCode, let code = grant.code else { return .passed(.binding, "it is bound to its client alone") }
        let challenge = code.codeChallenge.map { "the code_verifier whose S256 is \($0)" } ?? "no code_verifier"
        return .unknown(
            .binding,
            "it is bound to redirect_uri \(code.redirectURI) and \(challenge)",
            remedy: "send to /token what was sent to /authorize"
        )
    }
}
