package import MockOktaFormats

/// Makes values of the model from single objects in the shape of Okta's Management API, as fixtures hold them too.
///
/// The objects have been checked, and name others by id. Each value keeps its object as `source`.
package enum DocumentReader {
    /// A custom authorization server, without what is beneath it: that stays as `former` has it.
    ///
    /// A new one has the scopes and claims that Okta gives every server, and no policy.
    package static func authorizationServer(
        _ object: JSONObject,
        replacing former: AuthorizationServer?
    ) -> AuthorizationServer {
        let node = FixtureNode(object)
        let name = node["name"]?.string ?? ""
        let id = node["id"]?.string ?? IdentifierPrefix.authorizationServer.derived(from: name)
        return AuthorizationServer(
            id: former?.id ?? AuthorizationServerID(rawValue: id),
            name: name,
            address: former?.address ?? id,
            audience: node["audiences"]?.strings.first,
            isActive: node.isActive,
            scopes: former?.scopes ?? Scope.reserved,
            claims: former?.claims ?? Claim.system,
            policies: former?.policies ?? [],
            signingKey: former?.signingKey ?? AuthorizationServer.SigningKeySource(),
            source: object
        )
    }

    /// A scope; what the object leaves out stays as in `base`.
    package static func scope(_ object: JSONObject, over base: Scope) -> Scope {
        ScopesBuilder.scope(FixtureNode(object), over: base)
    }

    /// A claim; nil for one without name or value.
    package static func claim(_ object: JSONObject) -> Claim? { ClaimsBuilder.claim(FixtureNode(object), unheard) }

    /// A rule of an access policy.
    ///
    /// - Parameters:
    ///   - object: with its id.
    ///   - everyone: the group that `EVERYONE` names.
    /// - Returns: the rule.
    package static func rule(_ object: JSONObject, everyone: GroupID) -> AccessPolicyRule {
        let node = FixtureNode(object)
        let references = IDReferences(everyone: everyone)
        return RuleBuilder(
            node,
            name: node["name"]?.string ?? "",
            priority: node["priority"]?.integer ?? 1,
            policy: "",
            references,
            log: unheard
        ).rule
    }

    /// An access policy with the rules it has.
    package static func policy(_ object: JSONObject, rules: [AccessPolicyRule]) -> AccessPolicy {
        let node = FixtureNode(object)
        let clients = node["conditions", "clients", "include"]?.strings ?? []
        let name = node["name"]?.string ?? ""
        var policy = AccessPolicy(
            id: Identifier(rawValue: node["id"]?.string ?? IdentifierPrefix.policy.derived(from: name)),
            name: name,
            clients: clients.contains("ALL_CLIENTS") ? .all : .only(Set(clients)),
            rules: rules
        )
        policy.isActive = node.isActive
        policy.source = object
        return policy
    }

    /// An OIDC app; nil where nothing names it.
    package static func application(_ object: JSONObject, _ assignments: Assignments) -> Application? {
        ApplicationBuilder(FixtureNode(object))?.application(assignments)
    }

    /// An app that is no OAuth client; nil where nothing names it.
    package static func otherApplication(_ object: JSONObject) -> OtherApplication? {
        otherApplication(FixtureNode(object))
    }

    /// Nil also for OAuth clients.
    static func otherApplication(_ node: FixtureNode) -> OtherApplication? {
        let members = AppMembers(node)
        guard !members.isOAuthClient, let label = members.label ?? node["name"]?.string ?? node["id"]?.string else {
            return nil
        }
        return OtherApplication(
            id: Identifier(rawValue: node["id"]?.string ?? IdentifierPrefix.application.derived(from: label)),
            label: label,
            isActive: node.isActive,
            source: node.object
        )
    }

    /// A user; nil without a login.
    package static func user(_ object: JSONObject, groups: [GroupID]) -> User? {
        DirectoryBuilder.user(FixtureNode(object), groups: groups, unheard)
    }

    /// A group; nil without a name.
    package static func group(_ object: JSONObject) -> Group? { DirectoryBuilder.group(FixtureNode(object)) }

    /// A trusted origin; nil without an origin.
    package static func trustedOrigin(_ object: JSONObject) -> TrustedOrigin? {
        TrustedOriginBuilder(FixtureNode(object)).origin
    }

    /// Objects come checked, so what the builders complain of has been said.
    private static var unheard: ProblemLog { ProblemLog(files: [""]) }
}

extension FixtureNode {
    /// An object that stands in no file.
    init(_ object: JSONObject) {
        self.init(file: 0, path: "", value: LocatedJSON(.object(object), at: SourcePosition(line: 1, column: 1)))
    }
}
