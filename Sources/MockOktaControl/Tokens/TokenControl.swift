import MockOktaCrypto
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/_mock/tokens`: any token, right or wrong, that no flow has granted.
enum TokenControl {
    private enum Kind: String, CaseIterable {
        case access, id, refresh
    }

    private static let members = [
        "kind", "server", "client", "user", "scope", "ttl", "nonce", "claims", "without", "header", "broken",
    ]

    static func mint(_ call: ControlCall) throws(ControlError) -> HTTPResponse {
        let body = try ControlBody(call.request, allowed: members)
        guard let kind = try body.word("kind", of: Kind.self) else {
            throw body.error(.missingField, "kind", "is required", allowed: Kind.allCases.map(\.rawValue))
        }
        var random = call.tenant.nextControlRandom()
        switch kind {
        case .access: return try forge(.access, body, call, &random)
        case .id: return try forge(.id, body, call, &random)
        case .refresh: return try refresh(body, call, &random)
        }
    }

    private static func forge(
        _ kind: TokenIdentifier.Kind,
        _ body: ControlBody,
        _ call: ControlCall,
        _ random: inout SeededRandom
    ) throws(ControlError) -> HTTPResponse {
        let plan = try plan(body, call)
        let changes = TokenForge.Changes(
            lifetime: body["ttl"] == nil ? nil : try body.timeSpan("ttl"),
            claims: try body.object("claims", allowed: nil)?.members ?? [:],
            without: try body.strings("without"),
            header: try body.object("header", allowed: nil)?.members ?? [:],
            flaw: try body.word("broken", of: TokenFlaw.self)
        )
        let forge = TokenForge(call.world, stranger: try stranger(plan.server, call))
        let token: ForgedToken?
        do throws(Refusal) {
            token = try forge.token(kind, for: plan, changes, random: &random)
        } catch {
            throw ControlError(.badValue, error.why)
        }
        guard let token else { throw body.error(.missingField, "user", "is required for an ID token") }
        return ControlAnswer.json(
            .created,
            ["token": .string(token.text), "header": .object(token.header), "claims": .object(token.claims)]
        )
    }

    private static func stranger(_ server: AuthorizationServer, _ call: ControlCall) throws(ControlError) -> SigningKey
    {
        do throws(CryptoError) {
            return try call.tenant.stranger(to: server)
        } catch {
            throw ControlError(.badValue, "no key for \(server.name): \(error)")
        }
    }

    private static func plan(_ body: ControlBody, _ call: ControlCall) throws(ControlError) -> TokenPlan {
        let world = call.world
        let client = try client(body, world.organization)
        let server = try call.server(try body.string("server") ?? "default")
        let user = try body.string("user").map { login throws(ControlError) in try call.user(login) }
        let scopes = try body.string("scope")?.split(separator: " ").map(String.init)
        return TokenPlan(
            server: server,
            client: client,
            user: user,
            authentication: user.map { _ in Authentication(time: world.now) },
            scopes: scopes ?? (user == nil ? server.scopes.filter(\.isDefault).map(\.name) : [Scope.openID]),
            accessLifetime: .hours(1),
            nonce: try body.string("nonce")
        )
    }

    private static func client(_ body: ControlBody, _ organization: Organization) throws(ControlError) -> Application {
        let name = try body.required("client")
        guard let client = organization.application(clientID: name) else {
            let known = organization.contents.applications.prefix(20).map(\.clientID)
            throw body.error(.badValue, "client", "is no client of this org", allowed: Array(known))
        }
        return client
    }

    /// A refresh token and the grant behind it, as if the user had just signed in.
    private static func refresh(
        _ body: ControlBody,
        _ call: ControlCall,
        _ random: inout SeededRandom
    ) throws(ControlError) -> HTTPResponse {
        for name in ["nonce", "claims", "without", "header", "broken"] where body[name] != nil {
            throw body.error(.badValue, name, "says nothing about a refresh token, which is opaque")
        }
        let plan = try plan(body, call)
        guard let user = plan.user else { throw body.error(.missingField, "user", "is required for a refresh token") }
        let world = call.world
        let minutes = body["ttl"] == nil ? nil : try body.timeSpan("ttl").seconds / 60
        var grant = Grant(
            clientID: plan.client.clientID,
            userID: user.id,
            serverID: plan.server.id,
            scopes: plan.scopes,
            grantType: .authorizationCode,
            authentication: Authentication(time: world.now),
            lifetimes: TokenLifetimes(
                accessMinutes: 60,
                refreshMinutes: Int32(clamping: minutes ?? 0),
                windowMinutes: minutes == nil ? 10080 : 0
            ),
            created: world.now
        )
        grant.refresh = RefreshChain(created: world.now)
        let id = GrantID(drawnFrom: &random)
        let expires = max(grant.refreshDeadline ?? world.now, world.now + grant.lifetimes.access)
        world.state.grants.insert(grant, for: id.key, expires: expires, at: world.now)
        let token = GrantToken(id, generation: 1).encoded(.refresh, sealedBy: world.secret)
        return ControlAnswer.json(.created, ["token": .string(token), "id": .string(id.refreshTokenID)])
    }
}
