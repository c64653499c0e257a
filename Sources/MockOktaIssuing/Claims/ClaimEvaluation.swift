import MockOktaExpressions
package import MockOktaFormats
package import MockOktaModel

/// Evaluates the claims of a server for one token.
package struct ClaimEvaluation: Sendable {
    private let snapshot: OrgSnapshot
    private let server: AuthorizationServer
    private let client: Application
    private let user: User?
    private let scopes: [String]
    private let methods: [String]
    private let grantType: GrantType

    /// Makes an evaluation.
    ///
    /// - Parameters:
    ///   - snapshot: the org and the instant.
    ///   - server: whose claims are evaluated.
    ///   - client: the app that gets them.
    ///   - user: nil where the client acts for itself.
    ///   - scopes: those that were granted.
    ///   - methods: how the user proved who they are, `session.amr`.
    ///   - grantType: of the first issuance; the code flow may have more groups than others.
    package init(
        _ snapshot: OrgSnapshot,
        server: AuthorizationServer,
        client: Application,
        user: User?,
        scopes: [String],
        methods: [String],
        grantType: GrantType
    ) {
        self.snapshot = snapshot
        self.server = server
        self.client = client
        self.user = user
        self.scopes = scopes
        self.methods = methods
        self.grantType = grantType
    }

    /// Claims of access tokens, `sub` among them.
    ///
    /// - Returns: values by claim name.
    /// - Throws: `Refusal` when an expression cannot be evaluated, or `sub` has no value.
    package func resourceClaims() throws(Refusal) -> JSONObject {
        let values = try values(for: .resource)
        if values["sub"] == nil, server.activeClaims(for: .resource).contains(where: { $0.name == "sub" }) {
            let why = "claim sub of server \(server.name): the expression is null"
            throw Refusal(.systemClaimEvaluationFailure.with("sub"), why: why)
        }
        return values
    }

    /// Claims of ID tokens and userinfo.
    ///
    /// - Parameter isThin: leaves out what is not always included: the rule for an ID token that comes together
    ///   with an access token, since userinfo has the rest (Okta, "ID token payload").
    /// - Returns: values by claim name.
    /// - Throws: `Refusal` when an expression cannot be evaluated.
    package func identityClaims(isThin: Bool) throws(Refusal) -> JSONObject {
        var values = try values(for: .identity, isThin: isThin)
        guard server.isOrg, !isThin, scopes.contains("groups"), let value = client.groupsClaim else { return values }
        let claim = Claim(name: "groups", target: .identity, value: value, isSystem: true)
        values["groups"] = try self.value(of: claim)
        return values
    }

    /// What the org server's userinfo adds from the app's row for the user: attributes of that profile, those of OpenID
    /// Connect as far as their scopes were granted, the app's own with `profile`.
    ///
    /// - Parameter values: the claims so far, over which the row's attributes go.
    package func addAppAttributes(to values: inout JSONObject) {
        guard server.isOrg, let user, let row = snapshot.organization.appUser(user, at: client) else { return }
        for member in row.profile.members where member.value != .null {
            let scopesOfClaim = server.activeClaims(for: .identity).first { $0.name == member.key }?.scopes
            guard isInScope(scopesOfClaim ?? ["profile"]) else { continue }
            values[member.key] = member.value
        }
    }

    /// Looks at the claims in place: a server has twenty, of which most tokens carry few.
    private func values(for target: Claim.Target, isThin: Bool = false) throws(Refusal) -> JSONObject {
        let claims = server.activeClaims(for: target)
        var values: JSONObject = [:]
        for index in claims.indices {
            if isThin, !claims[index].isAlwaysIncluded { continue }
            guard isInScope(claims[index].scopes) else { continue }
            let claim = claims[index]
            values[claim.name] = try value(of: claim)
        }
        return values
    }

    private func isInScope(_ wanted: [String]) -> Bool {
        wanted.isEmpty || wanted.contains(where: scopes.contains)
    }

    /// Nil for what is left out: null, and lists without an element.
    private func value(of claim: Claim) throws(Refusal) -> JSON? {
        let value: JSON
        do throws(ExpressionError) {
            switch claim.value {
            case .system:
                return user.flatMap { UserClaims(user: $0, organization: snapshot.organization).value(claim.name) }
            case .groups(let filter, let pattern):
                let names = try GroupFilter.matching(filter, pattern: pattern, in: expressionScope)
                value = .array(names.map { .string($0) })
            case .expression(let text):
                value = try Expression.cached(text).value(in: expressionScope)
            }
        } catch {
            throw refusal(claim, error)
        }
        if value == .null || value == [] { return nil }
        return value
    }

    private var expressionScope: ExpressionScope {
        ExpressionScope(
            organization: snapshot.organization,
            application: client,
            user: user,
            scopes: scopes,
            authenticationMethods: methods,
            now: snapshot.now,
            groupLimit: grantType == .authorizationCode ? nil : GroupFilter.limit
        )
    }

    private func refusal(_ claim: Claim, _ error: ExpressionError) -> Refusal {
        let why = "claim \(claim.name) of server \(server.name): \(error.message)"
        if error.kind == .tooManyGroups { return Refusal(.tooManyGroupsInGroupsClaim, why: why) }
        let row = claim.isSystem ? OAuthError.systemClaimEvaluationFailure : .userClaimEvaluationFailure
        return Refusal(row.with(claim.name), why: why)
    }
}
