package import MockOktaFormats

/// What an Okta org is at one moment: immutable, so that a request sees one state of it from start to end.
///
/// A change makes another org that shares all the rest with this one; its cost does not grow with the org.
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
        package var apiTokens: ObjectTable<APIToken> = []
        package var refreshTokens: [GivenRefreshToken] = []
        package var settings = Settings()
        /// The fixture's `org` object.
        package var source: JSONObject = [:]
        /// Objects of an export that are no business of this double, such as sign-on policies, written as they came.
        package var others: [FixtureCollection: [JSONObject]] = [:]
        /// The fixtures that describe the org, without what has been changed since they were read.
        package var sources: [FixtureSource] = []

        package init() {}
    }

    package let contents: Contents

    package init(_ contents: Contents) {
        self.contents = contents
    }

    /// This org with a change.
    package func changing<Failure: Error>(
        _ change: (inout Contents) throws(Failure) -> Void
    ) throws(Failure) -> Organization {
        var contents = contents
        contents.users.beginStep()
        contents.applications.beginStep()
        contents.appUsers.beginStep()
        contents.authorizationServers.beginStep()
        try change(&contents)
        return Organization(contents)
    }

    package var settings: Settings { contents.settings }

    package func user(_ id: UserID) -> User? { contents.users[id] }

    /// A user by login without regard to the case of ASCII letters, or by the part before the `@` where only one user
    /// has it.
    package func user(login: String) -> User? {
        if let user = contents.users.first(User.key(login: login)) { return user }
        let short = contents.users.rows(User.key(shortLogin: login))
        return short.count == 1 ? short.first : nil
    }

    package func group(_ id: GroupID) -> Group? { contents.groups[id] }

    package func application(clientID: String) -> Application? { contents.applications.first(ExactString(clientID)) }

    /// Okta's name for the kind of an app, such as `active_directory`, whether or not the app is an OAuth client.
    package func appName(_ id: String) -> String? {
        if let application = contents.applications[ApplicationID(rawValue: id)] {
            return application.source["name"]?.string
        }
        return contents.otherApplications[Identifier(rawValue: id)]?.source["name"]?.string
    }

    /// A custom server by the word in its URL; `default` answers to its `aus…` id too.
    package func authorizationServer(at address: String) -> AuthorizationServer? {
        contents.authorizationServers.first(ExactString(address))
    }

    /// The org server and all custom ones.
    package var allServers: [AuthorizationServer] { [contents.orgServer] + contents.authorizationServers }

    /// Names of a user's groups, in the order of the fixture, Everyone first.
    package func groupNames(of user: User) -> [String] { user.groups.compactMap { group($0)?.name } }

    /// A user's row at an app; nil where the user is assigned by a group or because the app is everyone's.
    package func appUser(_ user: User, at application: Application) -> AppUser? {
        contents.appUsers[AppUser.ID(application: application.id, user: user.id)]
    }

    /// Whether a user may use an app: directly, by a group, or because the app is everyone's (Okta, "App assignments").
    package func isAssigned(_ user: User, to application: Application) -> Bool {
        switch application.assignments {
        case .everyone: true
        case .only(let groups): appUser(user, at: application) != nil || !groups.isDisjoint(with: user.groups)
        }
    }
}
