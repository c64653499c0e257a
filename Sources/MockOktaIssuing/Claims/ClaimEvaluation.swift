package import MockOktaExpressions
package import MockOktaFormats
package import MockOktaModel

/// Evaluates the claims of a server for one token.
package struct ClaimEvaluation: Sendable {
    /// The levels of arrays and objects that a claim may have: JSON readers, also this double's, have a limit.
    static let deepest = 64

    private let snapshot: OrgSnapshot
    private let server: AuthorizationServer
    private let client: Application
    private let user: User?
    private let scopes: [String]
    private let methods: [String]
    private let grantType: GrantType

    /// Creates an evaluation.
    ///
    /// - Parameters:
    ///   - snapshot: the org and the instant.
    ///   - server: the server that defines the claims.
    ///   - client: the client that receives them.
    ///   - user: nil for a token of the client itself.
    ///   - scopes: the granted scopes.
    ///   - methods: the user's authentication methods, `session.amr`.
    ///   - grantType: the grant type of the first issuance; the code flow allows more groups than others.
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

    /// Returns the claims of access tokens, including `sub`.
    ///
    /// - Parameter omitted: receives the server's own claims that have no value.
    /// - Returns: values by claim name.
    /// - Throws: `Refusal` when an expression cannot be evaluated, or `sub` has no value.
    package func resourceClaims(omitted: inout [OmittedClaim]) throws(Refusal) -> JSONObject {
        let values = try values(for: .resource, omitted: &omitted)
        if values["sub"] == nil, server.activeClaims(for: .resource).contains(where: { $0.name == "sub" }) {
            let why = "claim sub of server \(server.name): the expression is null"
            throw Refusal(.systemClaimEvaluationFailure.with("sub"), why: why)
        }
        return values
    }

    /// Returns the claims of ID tokens and userinfo.
    ///
    /// - Parameters:
    ///   - isThin: omits claims that are not always included, as in an ID token issued together with an access token;
    ///     userinfo has the others (Okta, "ID token payload").
    ///   - omitted: receives the server's own claims that have no value.
    /// - Returns: values by claim name.
    /// - Throws: `Refusal` when an expression cannot be evaluated.
    package func identityClaims(isThin: Bool, omitted: inout [OmittedClaim]) throws(Refusal) -> JSONObject {
        var values = try values(for: .identity, isThin: isThin, omitted: &omitted)
        guard server.isOrg, !isThin, scopes.contains("groups"), let value = client.groupsClaim else { return values }
        let claim = Claim(name: "groups", target: .identity, value: value, isSystem: true)
        values["groups"] = try self.value(of: claim).json
        return values
    }

    /// Adds the attributes of the user's app profile to the org server's userinfo: OpenID Connect attributes whose
    /// scopes were granted, and with `profile` the app's own attributes.
    ///
    /// - Parameter values: the claims; attributes of the app profile replace those of the same name.
    package func addAppAttributes(to values: inout JSONObject) {
        guard server.isOrg, let user, let row = snapshot.organization.appUser(user, at: client) else { return }
        for member in row.profile.members where member.value != .null {
            let scopesOfClaim = server.activeClaims(for: .identity).first { $0.name == member.key }?.scopes
            guard isInScope(scopesOfClaim ?? ["profile"]) else { continue }
            values[member.key] = member.value
        }
    }

    /// Reads the claims in place: a server has about twenty, and most tokens contain few of them.
    private func values(
        for target: Claim.Target,
        isThin: Bool = false,
        omitted: inout [OmittedClaim]
    ) throws(Refusal) -> JSONObject {
        let claims = server.activeClaims(for: target)
        // All claims together may take the steps of one expression: a server can have hundreds.
        let budget = EvaluationBudget()
        var values: JSONObject = [:]
        for index in claims.indices {
            let isSystem = claims[index].isSystem
            let reason: OmittedClaim.Reason
            if isThin, !claims[index].isAlwaysIncluded {
                if isSystem { continue }
                reason = .onlyInUserInfo
            } else if !isInScope(claims[index].scopes) {
                if isSystem { continue }
                reason = .scopes(claims[index].scopes)
            } else {
                let claim = claims[index]
                switch try value(of: claim, budget) {
                case .present(let value):
                    values[claim.name] = value
                    continue
                case .absent(let absence): reason = absence
                }
            }
            if !isSystem { omitted.append(OmittedClaim(claims[index].name, reason)) }
        }
        return values
    }

    func isInScope(_ wanted: [String]) -> Bool {
        wanted.isEmpty || wanted.contains(where: scopes.contains)
    }

    static var nestedTooDeeply: ExpressionError {
        let message = "its value has more than \(deepest) levels of arrays and objects"
        return ExpressionError(kind: .tooExpensive, message: message)
    }

    /// The value of a claim, or why tokens omit it.
    package enum Outcome: Sendable {
        case present(JSON)
        case absent(OmittedClaim.Reason)

        var json: JSON? { if case .present(let value) = self { value } else { nil } }
    }

    /// Evaluates a claim, whatever its scopes; null and empty lists are omitted.
    package func value(
        of claim: Claim,
        _ budget: EvaluationBudget = EvaluationBudget()
    ) throws(Refusal) -> Outcome {
        let value: JSON
        do throws(ExpressionError) {
            switch claim.value {
            case .system:
                value =
                    user.flatMap { UserClaims(user: $0, organization: snapshot.organization).value(claim.name) }
                    ?? .null
            case .groups(let filter, let pattern):
                let names = try GroupFilter.matching(filter, pattern: pattern, in: expressionScope, budget: budget)
                value = .array(names.map { .string($0) })
            case .expression(let text):
                value = try Expression.cached(text).value(in: expressionScope, budget: budget)
            }
        } catch {
            throw refusal(claim, error)
        }
        guard !value.isNested(deeperThan: Self.deepest) else {
            throw refusal(claim, Self.nestedTooDeeply)
        }
        guard value != .null else { return .absent(.null) }
        if case .system = claim.value { return .present(value) }
        return value == .array([]) ? .absent(.emptyList) : .present(value)
    }

    var expressionScope: ExpressionScope {
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
