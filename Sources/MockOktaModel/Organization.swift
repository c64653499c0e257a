package import MockOktaFormats

/// The state of an Okta org at one instant: immutable, so that a request sees one consistent state.
///
/// A change creates another org that shares all unchanged parts with this one; its cost does not depend on the org's
/// size.
package final class Organization: Sendable {
    package struct Contents: Sendable {
        package var id = IdentifierPrefix.org.derived(from: "org")
        package var users: ObjectTable<User> = []
        package var groups: ObjectTable<Group> = []
        package var applications: ObjectTable<Application> = []
        package var otherApplications: ObjectTable<OtherApplication> = []
        package var appUsers: ObjectTable<AppUser> = []
        package var orgServer = AuthorizationServer.org()
        package var authorizationServers: ObjectTable<AuthorizationServer> = []
        package var trustedOrigins: ObjectTable<TrustedOrigin> = []
        /// Hooks, network zones and the like, by collection.
        package var stored: [FixtureCollection: ObjectTable<StoredObject>] = [:]
        /// Policies about signing in.
        package var policies: ObjectTable<OrgPolicy> = []
        package var apiTokens: ObjectTable<APIToken> = []
        package var refreshTokens: [GivenRefreshToken] = []
        package var settings = Settings()
        /// The fixture's `org` object.
        package var source: JSONObject = [:]
        /// Objects of an export that this double does not use, such as routing rules, written unchanged.
        package var others: [FixtureCollection: [JSONObject]] = [:]
        /// The fixtures that define the org, without its changes since they were read.
        package var sources: [FixtureSource] = []
        /// What those fixtures have of the parts that are in no table.
        var given = GivenParts()

        package init() {}
    }

    /// The parts of an org that are in no table, as its fixtures have them.
    struct GivenParts: Sendable {
        /// The fixtures' `org` object; nil where it is not known, but another one.
        var source: JSONObject? = [:]
        var groupRules: [JSONObject] = []
    }

    package let contents: Contents

    package init(_ contents: Contents) {
        self.contents = contents
    }

    /// A copy of this org with a change.
    package func changing<Failure: Error>(
        _ change: (inout Contents) throws(Failure) -> Void
    ) throws(Failure) -> Organization {
        var contents = contents
        contents.beginStep()
        try change(&contents)
        return Organization(contents)
    }

    /// A copy of this org with a further change that belongs to the latest one.
    package func amending(_ change: (inout Contents) -> Void) -> Organization {
        var contents = contents
        change(&contents)
        return Organization(contents)
    }

    package var settings: Settings { contents.settings }

    package func user(_ id: UserID) -> User? { contents.users[id] }

    /// A user by login, compared case-insensitively for ASCII letters, or by the part before the `@` if only one user
    /// has it.
    package func user(login: String) -> User? {
        if let user = contents.users.first(User.key(login: login)) { return user }
        return contents.users.only(User.key(shortLogin: login))
    }

    /// A password for which hashing costs what it costs for this org's users; nil where no password is hashed.
    package var hashedPassword: Password? { contents.users.any(.hashedPassword)?.password }

    package func group(_ id: GroupID) -> Group? { contents.groups[id] }

    /// The groups of every user: Everyone.
    package var standardGroups: [GroupID] { contents.groups.first { $0.isEveryone }.map { [$0.id] } ?? [] }

    package func application(clientID: String) -> Application? { contents.applications.first(ExactString(clientID)) }

    /// Okta's name for the type of an app, such as `active_directory`, whether or not the app is an OAuth client.
    package func appName(_ id: String) -> String? {
        if let application = contents.applications[ApplicationID(rawValue: id)] {
            return application.source["name"]?.string
        }
        return contents.otherApplications[Identifier(rawValue: id)]?.source["name"]?.string
    }

    /// A custom server by its path segment; `default` can also be found by its `aus…` id.
    package func authorizationServer(at address: String) -> AuthorizationServer? {
        contents.authorizationServers.first(ExactString(address))
    }

    /// The org server and all custom servers.
    package var allServers: [AuthorizationServer] { [contents.orgServer] + contents.authorizationServers.all }

    /// The names of a user's groups, in the order of the fixture, Everyone first.
    package func groupNames(of user: User) -> [String] { user.groups.compactMap { group($0)?.name } }

    /// A user's row for an app; nil if the user is assigned through a group or because the app is assigned to everyone.
    package func appUser(_ user: User, at application: Application) -> AppUser? {
        contents.appUsers[AppUser.ID(application: application.id, user: user.id)]
    }

    /// Whether a user may use an app: assigned directly, through a group, or because the app is assigned to everyone
    /// (Okta, "App assignments").
    package func isAssigned(_ user: User, to application: Application) -> Bool {
        switch application.assignments {
        case .everyone: true
        case .only(let groups): appUser(user, at: application) != nil || !groups.isDisjoint(with: user.groups)
        }
    }
}

extension Organization.Contents {
    fileprivate mutating func beginStep() {
        users.beginStep()
        groups.beginStep()
        applications.beginStep()
        otherApplications.beginStep()
        appUsers.beginStep()
        authorizationServers.beginStep()
        trustedOrigins.beginStep()
        policies.beginStep()
        apiTokens.beginStep()
        for collection in stored.keys { stored[collection]?.beginStep() }
    }
}
