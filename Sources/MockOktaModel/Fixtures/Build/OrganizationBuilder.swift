/// Makes the org of merged files, kind by kind: what others name comes first.
struct OrganizationBuilder {
    private let merge: FixtureMerge
    private let log: ProblemLog
    private let keys: FixtureKeys
    private let claimFault: (Claim.Value) -> String?
    private(set) var madeSecrets: Set<String> = []

    init(
        _ merge: FixtureMerge,
        log: ProblemLog,
        keys: FixtureKeys,
        claimFault: @escaping (Claim.Value) -> String?
    ) {
        self.merge = merge
        self.log = log
        self.keys = keys
        self.claimFault = claimFault
    }

    mutating func build() -> Organization.Contents {
        var contents = Organization.Contents()
        contents.settings = SettingsBuilder(merge.mock, hasAPITokens: !merge.rows(.apiTokens).isEmpty).settings
        addOrg(to: &contents)
        let directory = DirectoryBuilder(merge, log: log)
        contents.groups = directory.groups
        contents.users = directory.users
        let applications = ApplicationsBuilder(merge, directory: directory, log: log)
        contents.applications = applications.applications
        madeSecrets = applications.madeSecrets
        let context = PolicyContext(
            directory: directory,
            applications: applications,
            settings: contents.settings,
            log: log
        )
        let servers = ServersBuilder(merge, context, keys, claimFault: claimFault)
        contents.authorizationServers = servers.servers
        contents.trustedOrigins = merge.rows(.trustedOrigins).compactMap { TrustedOriginBuilder($0.node).origin }
        contents.apiTokens = merge.rows(.apiTokens).compactMap { $0.node["token"]?.string }
        contents.refreshTokens = merge.rows(.refreshTokens).compactMap {
            RefreshTokenBuilder($0.node, directory, applications, servers, log: log).token
        }
        return contents
    }

    private func addOrg(to contents: inout Organization.Contents) {
        guard let org = merge.org else { return }
        contents.source = org.object.withoutPrivateKey
        if let id = org["id"]?.string { contents.id = id }
        contents.orgServer = .org(signingKey: SigningKeyBuilder(org["credentials", "signing"], read: keys).source)
    }
}
