import MockOktaExpressions
package import MockOktaFormats
package import MockOktaModel

/// Gives a server's claims their values for one user, client and set of granted scopes.
package struct ClaimEvaluation: Sendable {
    private let organization: Organization
    private let server: AuthorizationServer
    private let client: Application
    private let user: User?
    private let scopes: [String]
    private let methods: [String]

    package init(
        organization: Organization,
        server: AuthorizationServer,
        client: Application,
        user: User?,
        scopes: [String],
        methods: [String] = []
    ) {
        self.organization = organization
        self.server = server
        self.client = client
        self.user = user
        self.scopes = scopes
        self.methods = methods
    }

    /// Claims of access tokens, `sub` among them.
    package func resourceClaims() throws(Refusal) -> JSONObject {
        try values(for: .resource)
    }

    /// Claims of ID tokens and userinfo.
    ///
    /// - Parameter isThin: leaves out what is not always included: the rule for an ID token that comes together
    ///   with an access token, since userinfo has the rest (Okta, "ID token payload").
    /// - Returns: values by claim name.
    /// - Throws: `Refusal` when an expression cannot be evaluated.
    package func identityClaims(isThin: Bool) throws(Refusal) -> JSONObject {
        try values(for: .identity, isThin: isThin)
    }

    /// Looks at the claims in place: a server has twenty, of which most tokens carry few.
    private func values(for target: Claim.Target, isThin: Bool = false) throws(Refusal) -> JSONObject {
        let claims = server.activeClaims(for: target)
        var values: JSONObject = [:]
        for index in claims.indices {
            if isThin, !claims[index].isAlwaysIncluded { continue }
            guard isInScope(claims[index].scopes) else { continue }
            let claim = claims[index]
            if let value = try value(of: claim), value != .null { values[claim.name] = value }
        }
        return values
    }

    private func isInScope(_ wanted: [String]) -> Bool {
        wanted.isEmpty || wanted.contains(where: scopes.contains)
    }

    private func value(of claim: Claim) throws(Refusal) -> JSON? {
        switch claim.value {
        case .system:
            return user.flatMap { UserClaims(user: $0, organization: organization).value(claim.name) }
        case .groups(let filter, let pattern):
            guard let user else { return nil }
            do throws(ExpressionError) {
                let names = try GroupFilter.matching(filter, pattern: pattern, names: organization.groupNames(of: user))
                guard names.count <= Self.mostGroups else {
                    throw ExpressionError(kind: .tooManyGroups, message: "\(names.count) groups match")
                }
                return .array(names.map { .string($0) })
            } catch {
                throw refusal(claim, error)
            }
        case .expression(let text):
            do throws(ExpressionError) {
                return try Expression.ofClaim(text).value(in: expressionScope)
            } catch {
                throw refusal(claim, error)
            }
        }
    }

    private var expressionScope: ExpressionScope {
        ExpressionScope(
            organization: organization,
            application: client,
            user: user,
            scopes: scopes,
            authenticationMethods: methods
        )
    }

    private static let mostGroups = 100

    private func refusal(_ claim: Claim, _ error: ExpressionError) -> Refusal {
        let why = "claim \(claim.name) of server \(server.name): \(error.message)"
        if error.kind == .tooManyGroups { return Refusal(.tooManyGroupsInGroupsClaim, why: why) }
        let row = claim.isSystem ? OAuthError.systemClaimEvaluationFailure : .userClaimEvaluationFailure
        return Refusal(row.with(claim.name), why: why)
    }
}
