import MockOktaExpressions
package import MockOktaFormats
package import MockOktaModel

/// Evaluates the claims of a server for one token.
package struct ClaimEvaluation: Sendable {
    /// The levels of arrays and objects that a claim may have: JSON readers, also this double's, have a limit.
    private static let deepest = 64

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

    /// Returns the claims of ID tokens and userinfo.
    ///
    /// - Parameter isThin: omits claims that are not always included, as in an ID token issued together with an access
    ///   token; userinfo has the others (Okta, "ID token payload").
    /// - Returns: values by claim name.
    /// - Throws: `Refusal` when an expression cannot be evaluated.
    package func identityClaims(isThin: Bool) throws(Refusal) -> JSONObject {
        var values = try values(for: .identity, isThin: isThin)
        guard server.isOrg, !isThin, scopes.contains("groups"), let value = client.groupsClaim else { return values }
        let claim = Claim(name: "groups", target: .identity, value: value, isSystem: true)
        values["groups"] = try self.value(of: claim)
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

    /// Nil for values that are omitted: null and empty lists.
    private func value(of claim: Claim) throws(Refusal) -> JSON? {
        let value: JSON
        do throws(ExpressionError) {
            switch claim.value {
            case .system:
                value =
                    user.flatMap { UserClaims(user: $0, organization: snapshot.organization).value(claim.name) }
                    ?? .null
            case .groups(let filter, let pattern):
                let names = try GroupFilter.matching(filter, pattern: pattern, in: expressionScope)
                value = .array(names.map { .string($0) })
            case .expression(let text):
                value = try Expression.cached(text).value(in: expressionScope)
            }
        } catch {
            throw refusal(claim, error)
        }
        guard !value.isNested(deeperThan: Self.deepest) else {
            let message = "its value has more than \(Self.deepest) levels of arrays and objects"
            throw refusal(claim, ExpressionError(kind: .tooExpensive, message: message))
        }
        guard value != .null else { return nil }
        if case .system = claim.value { return value }
        guard value != .array([]) else { return nil }
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
