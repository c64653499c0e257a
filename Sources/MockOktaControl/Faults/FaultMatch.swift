import MockOktaFormats
package import MockOktaHTTP
package import MockOktaIssuing
package import MockOktaModel

/// The conditions of a fault; all that are given must hold.
struct FaultMatch: Sendable {
    static let conditions = ["method", "path", "server", "client_id", "grant_type", "scope", "user"]

    private let method: String?
    private let path: PathPattern?
    private let server: String?
    private let clientID: String?
    private let grantType: String?
    private let scopes: [Substring]
    private let user: String?

    init(_ body: ControlBody?) throws(ControlError) {
        method = try body?.string("method")?.asciiUppercased
        path = try body?.string("path").map(PathPattern.init)
        server = try body?.string("server")
        clientID = try body?.string("client_id")
        grantType = try body?.string("grant_type")
        scopes = try body?.string("scope")?.split(separator: " ") ?? []
        user = try body?.string("user")?.asciiLowercased
    }

    /// The conditions that a request does not meet, in words.
    func differences(from facts: RequestFacts) -> [String] {
        var differences: [String] = []
        func compare(_ name: String, _ actual: String?, _ wanted: String?, _ isEqual: Bool) {
            guard let wanted, !isEqual else { return }
            differences.append("\(name) is \(actual ?? "absent"), not \(wanted)")
        }
        compare("method", facts.method, method, facts.method == method)
        compare("path", facts.path, path?.text, path?.matches(facts.path) == true)
        compare("server", facts.servers.first, server, server.map(facts.servers.contains) == true)
        compare("client_id", facts.clientID, clientID, facts.clientID == clientID)
        compare("grant_type", facts.grantType, grantType, facts.grantType == grantType)
        let wanted = scopes.isEmpty ? nil : scopes.joined(separator: " ")
        let hasScopes = scopes.allSatisfy { facts.scopes.contains(String($0)) }
        compare("scope", facts.scopes.isEmpty ? nil : facts.scopes.joined(separator: " "), wanted, hasScopes)
        compare("user", facts.users.first, user, user.map(facts.users.contains) == true)
        return differences
    }

    func matches(_ facts: RequestFacts) -> Bool {
        if let method, facts.method != method { return false }
        if let path, !path.matches(facts.path) { return false }
        if let server, !facts.servers.contains(server) { return false }
        if let clientID, facts.clientID?.hasSameBytes(as: clientID) != true { return false }
        if let grantType, facts.grantType != grantType { return false }
        if !scopes.allSatisfy({ facts.scopes.contains(String($0)) }) { return false }
        if let user, !facts.users.contains(user) { return false }
        return true
    }
}

/// The properties of a request that are known before its endpoint acts.
///
/// Codes, tokens and cookies are read without being used, so that a fault can match their user.
package struct RequestFacts: Sendable {
    let method: String
    let path: String
    /// The names of the server: its path segment and its id.
    let servers: [String]
    private(set) var clientID: String?
    let grantType: String?
    private(set) var scopes: [String]
    /// Login and id, in lowercase.
    private(set) var users: [String] = []
    /// Whether the request is for the keys of a server.
    let isForKeys: Bool

    package init(
        _ request: HTTPRequest,
        server: AuthorizationServer?,
        isForKeys: Bool,
        in snapshot: OrgSnapshot
    )
        throws(Refusal)
    {
        let parameters = RequestParameters(request)
        method = request.method.rawValue
        path = request.path
        self.isForKeys = isForKeys
        servers = server.map { [$0.address, $0.id.rawValue].compactMap(\.self) } ?? []
        clientID = parameters.clientID
        grantType = parameters["grant_type"]
        scopes = parameters["scope"]?.split(separator: " ").map(String.init) ?? []
        if let name = parameters["username"] { take(snapshot.organization.user(login: name), orElse: name) }
        if let grant = try Self.grant(parameters, snapshot) {
            take(snapshot.organization.user(grant.userID))
            if scopes.isEmpty { scopes = grant.scopes }
            if clientID == nil { clientID = grant.clientID }
        }
        if let claims = request.fields.accessToken.flatMap(RequestParameters.claims) ?? Self.token(parameters) {
            take((claims["uid"] ?? claims["sub"])?.string.flatMap { snapshot.organization.user(UserID(rawValue: $0)) })
            if scopes.isEmpty { scopes = claims["scp"]?.strings ?? [] }
            if clientID == nil { clientID = claims["cid"]?.string }
        }
        if users.isEmpty { take(try Self.signedIn(request, snapshot)) }
    }

    /// The properties of an exchange in the journal.
    init(_ entry: JournalEntry, in snapshot: OrgSnapshot) {
        let record = entry.completedRecord()
        method = entry.request.method.rawValue
        path = entry.request.path
        isForKeys = path.hasSuffix("/v1/keys")
        let server = record.server.flatMap(snapshot.organization.authorizationServer(at:))
        servers = server.map { [$0.address, $0.id.rawValue].compactMap(\.self) } ?? [record.server].compactMap(\.self)
        clientID = record.clientID
        grantType = record.grantType
        scopes = record.scope?.split(separator: " ").map(String.init) ?? []
        if let user = record.user { take(snapshot.organization.user(login: user), orElse: user) }
    }

    private mutating func take(_ user: User?, orElse name: String? = nil) {
        guard users.isEmpty else { return }
        if let user {
            users = [user.login.asciiLowercased, user.id.rawValue.asciiLowercased]
        } else if let name {
            users = [name.asciiLowercased]
        }
    }

    private static func grant(_ parameters: RequestParameters, _ snapshot: OrgSnapshot) throws(Refusal) -> Grant? {
        let code = parameters["code"].flatMap { GrantToken($0, .code, sealedBy: snapshot.secret) }
        let text = parameters["refresh_token"] ?? parameters["token"]
        let token = code ?? text.flatMap { RefreshTokenText.read($0, snapshot) }
        guard let token else { return nil }
        return try snapshot.state.grants.record(token.grant.key, at: snapshot.now)
    }

    private static func token(_ parameters: RequestParameters) -> JSONObject? {
        (parameters["token"] ?? parameters["access_token"] ?? parameters["id_token_hint"])
            .flatMap(RequestParameters.claims)
    }

    private static func signedIn(_ request: HTTPRequest, _ snapshot: OrgSnapshot) throws(Refusal) -> User? {
        guard let cookie = Cookies(request.fields)[SessionID.cookieName],
            let id = SessionID(cookie: cookie, sealedBy: snapshot.secret),
            let session = try snapshot.state.sessions.record(id.key, at: snapshot.now)
        else { return nil }
        return snapshot.organization.user(session.userID)
    }
}
