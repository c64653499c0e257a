import MockOktaFormats
import MockOktaModel

extension OrgImport {
    /// Servers with their scopes, claims, policies and rules.
    mutating func readServers() throws(ManagementReader.Failure) -> [JSONObject] {
        let found = try readList("authorizationServers", "/api/v1/authorizationServers", limit: 200)
        var servers: [JSONObject] = []
        for row in found {
            var server = ImportedObject(row).withoutLinks
            let path = "/api/v1/authorizationServers/\(row["id"]?.string ?? "")"
            if row["default"] == true { server["name"] = "default" }
            for name in ["scopes", "claims"] {
                let rows = try optionalList("\(path)/\(name)") ?? []
                server[name] = .array(rows.map { .object(ImportedObject($0).withoutLinks) })
            }
            var policies: [JSON] = []
            for row in try optionalList(path + "/policies") ?? [] {
                var policy = ImportedObject(row).withoutLinks
                let rules = try optionalList("\(path)/policies/\(row["id"]?.string ?? "")/rules") ?? []
                policy["rules"] = .array(rules.map { .object(ImportedObject($0).withoutLinks) })
                policies.append(.object(policy))
            }
            server["policies"] = .array(policies)
            let trusted = try optionalList(path + "/associatedServers?trusted=true") ?? []
            let ids = trusted.compactMap { $0["id"] }
            if !ids.isEmpty { server["associatedServers"] = .array(ids) }
            servers.append(server)
            report(Progress(collection: "servers' parts", count: servers.count, isComplete: false))
        }
        return servers
    }

    /// The users that rules name and that are not among the first ones.
    mutating func missingUsers(
        of servers: [JSONObject],
        besides users: [JSONObject]
    ) throws(ManagementReader.Failure) -> [JSONObject] {
        var known = Set(users.compactMap { $0["id"]?.string })
        let rules = servers.flatMap { $0["policies"]?.array ?? [] }.flatMap { $0["rules"]?.array ?? [] }
        let named = rules.flatMap { rule -> [String] in
            let users = rule["conditions"]?["people"]?["users"]
            return (users?["include"]?.strings ?? []) + (users?["exclude"]?.strings ?? [])
        }
        var missing: [JSONObject] = []
        let reader = reader
        for id in named where known.insert(id).inserted {
            let user = try optional { () throws(ManagementReader.Failure) in try reader.object("/api/v1/users/\(id)") }
            if let user { missing.append(user) }
        }
        return missing
    }

    mutating func readMembers(
        of groups: [JSONObject],
        among users: [JSONObject]
    ) throws(ManagementReader.Failure) -> [JSONObject] {
        let known = Set(users.compactMap { $0["id"]?.string })
        var members: [JSONObject] = []
        for group in groups where group["type"] != "BUILT_IN" {
            guard let id = group["id"]?.string else { continue }
            let rows = try optionalList("/api/v1/groups/\(id)/users", limit: 1000) ?? []
            let ids = rows.compactMap { $0["id"]?.string }.filter(known.contains)
            if !ids.isEmpty { members.append(["group": .string(id), "users": .array(ids.map { .string($0) })]) }
            report(Progress(collection: "groups' members", count: members.count, isComplete: false))
        }
        return members
    }

    /// Apps with their assignments; apps that are no OAuth clients are kept as they are.
    mutating func keepApps(
        _ apps: [JSONObject],
        among users: [JSONObject]
    ) throws(ManagementReader.Failure) {
        let known = Set(users.compactMap { $0["id"]?.string })
        var (rows, appUsers): ([JSONObject], [JSONObject]) = ([], [])
        for row in apps {
            var app = ImportedObject(row).withoutLinks
            guard row["credentials"]?["oauthClient"] != nil, let id = row["id"]?.string else {
                rows.append(app)
                continue
            }
            let path = "/api/v1/apps/\(id)"
            try addSecrets(to: &app, path)
            try addClaimAndSchema(to: &app, id)
            if row["settings"]?["implicitAssignment"] != true {
                let groups = try optionalList(path + "/groups", limit: 200) ?? []
                let assigned = try optionalList(path + "/users", limit: 500) ?? []
                let own = assigned.filter { $0["scope"] == "USER" && known.contains($0["id"]?.string ?? "") }
                appUsers += own
                app["assignments"] = [
                    "users": .array([]), "groups": .array(groups.compactMap { $0["id"] }),
                ]
            }
            let grants = try optionalList(path + "/grants") ?? []
            if !grants.isEmpty { app["grants"] = .array(grants.map { .object(ImportedObject($0).withoutLinks) }) }
            rows.append(app)
            report(Progress(collection: "apps' assignments", count: rows.count, isComplete: false))
        }
        try keep("apps", rows)
        try keep("appUsers", appUsers)
    }

    /// Adds the secrets that the API tells, or a note.
    private mutating func addSecrets(to app: inout JSONObject, _ path: String) throws(ManagementReader.Failure) {
        let client = app["credentials"]?["oauthClient"]
        let method = client?["token_endpoint_auth_method"]?.string ?? ""
        guard method.hasPrefix("client_secret") else { return }
        var secret = client?["client_secret"]
        if secret == nil, hasSecrets {
            let rows = try optionalList(path + "/credentials/secrets") ?? []
            secret = rows.first { $0["status"] == "ACTIVE" }?["client_secret"]
        }
        app.change("credentials") { $0.change("oauthClient") { $0["client_secret"] = hasSecrets ? secret : nil } }
        guard !hasSecrets || secret == nil else { return }
        let label = app["label"]?.string ?? path
        notes.append("apps: \(label): add credentials.oauthClient.client_secret; one is made up at each start")
    }

    /// Adds the claim `groups` of the org server's ID tokens, and the app's own attributes of its users.
    ///
    /// Okta does not document the endpoint of the claim; what answers no object has no claim.
    private func addClaimAndSchema(
        to app: inout JSONObject,
        _ id: String
    ) throws(ManagementReader.Failure) {
        let claim = try ifAllowed { () throws(ManagementReader.Failure) in
            try reader.object("/api/v1/internal/apps/\(id)/settings/oauth/idToken")
        }
        if let claim, let value = claim["value"], value != .null, value != "" {
            let groups: JSON =
                claim["valueType"] == "GROUPS"
                ? ["filterType": claim["groupFilterType"] ?? "REGEX", "value": value] : ["expression": value]
            app.change("settings") { $0.change("oauthClient") { $0["idTokenGroups"] = groups } }
        }
        app["userSchema"] = try ifAllowed { () throws(ManagementReader.Failure) in
            try reader.customSchema("apps/\(id)/default")
        }
    }

    private func ifAllowed<Value>(
        _ body: () throws(ManagementReader.Failure) -> Value?
    ) throws(ManagementReader.Failure) -> Value? {
        do throws(ManagementReader.Failure) {
            return try body()
        } catch {
            guard case .denied = error else { throw error }
            return nil
        }
    }

    mutating func addNotes(_ users: [JSONObject], _ servers: [JSONObject]) {
        if !users.isEmpty {
            notes.append("users: passwords are not readable; add credentials.password.value to those who sign in")
        }
        if users.contains(where: { $0["credentials"]?["recovery_question"] != nil }) {
            notes.append(
                "users: answers to recovery questions are not readable; add credentials.recovery_question.answer"
            )
        }
        if !servers.isEmpty {
            notes.append(
                "authorizationServers: private keys are not readable; new keys are made under the same ids, or add "
                    + "credentials.signing.privateKey"
            )
        }
        notes.append("apiTokens: not readable; without them any SSWS token is accepted")
        notes.append("refreshTokens: not readable; users sign in again")
    }
}
