package import MockOktaFormats

/// What an Okta org is at one moment: immutable, so that a request sees one state of it from start to end.
package final class Organization: Sendable {
    package struct Contents: Sendable {
        package var id = IdentifierPrefix.org.derived(from: "org")
        package var users: [User] = []
        package var groups: [Group] = []
        package var applications: [Application] = []
        package var orgServer = AuthorizationServer.org()
        package var authorizationServers: [AuthorizationServer] = []
        package var trustedOrigins: [TrustedOrigin] = []
        package var apiTokens: [String] = []
        package var refreshTokens: [GivenRefreshToken] = []
        package var settings = Settings()
        /// The fixture's `org` object.
        package var source: JSONObject = [:]

        package init() {}
    }

    package let contents: Contents
    private let usersByID: [UserID: Int]
    private let usersByLogin: [String: Int]
    private let groupsByID: [GroupID: Int]
    private let applicationsByClientID: [String: Int]
    private let serversByAddress: [String: Int]

    package init(_ contents: Contents) {
        self.contents = contents
        usersByID = Self.index(contents.users, by: \.id)
        usersByLogin = Self.index(contents.users) { $0.login.lowercased() }
        groupsByID = Self.index(contents.groups, by: \.id)
        applicationsByClientID = Self.index(contents.applications, by: \.clientID)
        var servers = Self.index(contents.authorizationServers) { $0.address ?? "" }
        servers.merge(Self.index(contents.authorizationServers) { $0.id.rawValue }) { first, _ in first }
        serversByAddress = servers
    }

    package var settings: Settings { contents.settings }

    package func user(_ id: UserID) -> User? { usersByID[id].map { contents.users[$0] } }

    /// A user by login without regard to case, or by the part before the `@` where only one user has it.
    package func user(login: String) -> User? {
        let login = login.lowercased()
        if let index = usersByLogin[login] { return contents.users[index] }
        let short = contents.users.filter {
            $0.login.lowercased().split(separator: "@").first.map(String.init) == login
        }
        return short.count == 1 ? short.first : nil
    }

    package func group(_ id: GroupID) -> Group? { groupsByID[id].map { contents.groups[$0] } }

    package func application(clientID: String) -> Application? {
        applicationsByClientID[clientID].map { contents.applications[$0] }
    }

    /// A custom server by the word in its URL; `default` answers to its `aus…` id too.
    package func authorizationServer(at address: String) -> AuthorizationServer? {
        serversByAddress[address].map { contents.authorizationServers[$0] }
    }

    /// The org server and all custom ones.
    package var allServers: [AuthorizationServer] { [contents.orgServer] + contents.authorizationServers }

    /// Names of a user's groups, in the order of the fixture, Everyone first.
    package func groupNames(of user: User) -> [String] { user.groups.compactMap { group($0)?.name } }

    /// Whether a user may use an app: directly, by a group, or because the app is everyone's (Okta, "App assignments").
    package func isAssigned(_ user: User, to application: Application) -> Bool {
        switch application.assignments {
        case .everyone: true
        case .only(let users, let groups): users.contains(user.id) || !groups.isDisjoint(with: user.groups)
        }
    }

    private static func index<Value, Key: Hashable>(_ values: [Value], by key: (Value) -> Key) -> [Key: Int] {
        Dictionary(values.enumerated().map { (key($0.element), $0.offset) }, uniquingKeysWith: { first, _ in first })
    }
}
