package import MockOktaFormats

/// Builds values of the model from single objects in the format of Okta's Management API, which fixtures use too.
///
/// The objects have been validated, and refer to others by id. Each value keeps its object as `source`.
package enum DocumentReader {
    /// A custom authorization server, with the scopes, claims and policies of `former`.
    ///
    /// A new server has the scopes and claims that Okta gives every server, and no policy.
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

    /// A scope; members that the object leaves out have the values of `base`.
    package static func scope(_ object: JSONObject, over base: Scope) -> Scope {
        ScopesBuilder.scope(FixtureNode(object), over: base)
    }

    /// A claim; nil without a name or value.
    package static func claim(_ object: JSONObject) -> Claim? { ClaimsBuilder.claim(FixtureNode(object), unheard) }

    /// A rule of an access policy.
    ///
    /// - Parameters:
    ///   - object: the rule, with its id.
    ///   - everyone: the group that `EVERYONE` means.
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

    /// An access policy with the given rules.
    package static func policy(_ object: JSONObject, rules: [AccessPolicyRule]) -> AccessPolicy {
        let node = FixtureNode(object)
        let clients = node["conditions", "clients", "include"]?.strings ?? []
        let name = node["name"]?.string ?? ""
        var policy = AccessPolicy(
            id: Identifier(rawValue: node["id"]?.string ?? IdentifierPrefix.policy.derived(from: name)),
            name: name,
            clients: clients.contains("ALL_CLIENTS") ? .all : .only(Set(texts: clients)),
            rules: rules
        )
        policy.isActive = node.isActive
        policy.source = object
        return policy
    }

    /// A policy about signing in, with the given rules.
    package static func orgPolicy(
        _ object: JSONObject,
        _ kind: OrgPolicy.Kind,
        rules: [OrgPolicy.Rule],
        everyone: GroupID
    ) -> OrgPolicy {
        let node = FixtureNode(object)
        let name = node["name"]?.string
        let id = node["id"]?.string ?? kind.prefix.derived(from: "\(kind.rawValue)/\(name ?? "")")
        let references = IDReferences(everyone: everyone)
        return OrgPolicyBuilder.policy(node, kind, id: id, name: name, rules: rules, references)
    }

    /// A rule of a policy about signing in, with its id.
    package static func orgPolicyRule(_ object: JSONObject, everyone: GroupID) -> OrgPolicy.Rule {
        let node = FixtureNode(object)
        let references = IDReferences(everyone: everyone)
        return OrgPolicyBuilder.rule(node, id: node["id"]?.string ?? "", name: node["name"]?.string, references)
    }

    /// An OIDC app; nil without an identifying member.
    package static func application(_ object: JSONObject, _ assignments: Assignments) -> Application? {
        ApplicationBuilder(FixtureNode(object))?.application(assignments)
    }

    /// An app that is not an OAuth client; nil without an identifying member.
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

    /// A password of `credentials.password`; nil for one that no password can match.
    package static func password(_ object: JSONObject) -> Password? {
        PasswordBuilder(FixtureNode(object), log: unheard).password
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

    /// A log that is discarded: the objects have been validated, so their problems have been reported.
    private static var unheard: ProblemLog { ProblemLog(files: [""]) }
}

extension FixtureNode {
    /// An object that is not part of a file.
    init(_ object: JSONObject) {
        self.init(file: 0, path: "", value: LocatedJSON(.object(object), at: SourcePosition(line: 1, column: 1)))
    }
}
