import MockOktaFormats
package import MockOktaHTTPClient
import MockOktaModel

/// Reads an org through its Management API as a fixture.
package struct OrgImport {
    /// A collection that is being read, for a line of progress.
    package struct Progress: Sendable {
        package let collection: String
        package let count: Int
        package let isComplete: Bool
    }

    let reader: ManagementReader
    /// The most users to read.
    private let users: Int
    let hasSecrets: Bool
    let report: (Progress) -> Void
    private(set) var fixture: JSONObject = [:]
    /// What the API does not tell, and what to add for it.
    package internal(set) var notes: [String] = []
    /// The numbers of objects by collection, in the order in which they were read.
    package private(set) var counts: [(collection: String, count: Int)] = []

    /// Reads an org.
    ///
    /// - Parameters:
    ///   - address: the URL of the org.
    ///   - token: an API token.
    ///   - users: the most users to read; nil for all.
    ///   - withSecrets: whether to keep the client secrets that the API returns.
    ///   - client: the HTTP client.
    ///   - report: receives the progress.
    /// - Throws: an error where no org answers or the token is not valid.
    package init(
        _ address: String,
        token: String,
        users: Int? = nil,
        withSecrets: Bool = false,
        _ client: HTTPClient = .verifying,
        _ report: @escaping (Progress) -> Void = { _ in }
    ) throws(ToolError) {
        reader = try ManagementReader(address, token: token, client)
        self.users = users ?? .max
        hasSecrets = withSecrets
        self.report = report
        do throws(ManagementReader.Failure) {
            try read()
        } catch {
            switch error {
            case .broken(let error): throw error
            case .denied(let denied): throw .unreachable("\(address): \(denied.text)")
            }
        }
    }

    private mutating func read() throws(ManagementReader.Failure) {
        try readOrg()
        let groups = try readList("groups", "/api/v1/groups", limit: 200)
        var users = try readList("users", "/api/v1/users", limit: 200, most: self.users)
        let apps = try readList("apps", "/api/v1/apps", limit: 200)
        let servers = try readServers()
        if self.users != .max { users += try missingUsers(of: servers, besides: users) }
        try keep("groups", groups.map { ImportedObject($0).withoutLinks })
        try keep("users", users.map { user in ImportedObject(user).user })
        try keep("groupMembers", readMembers(of: groups, among: users))
        try keepApps(apps, among: users)
        try keep("authorizationServers", servers)
        for row in ImportedCollection.simple { try readSimple(row) }
        addNotes(users, servers)
    }

    private mutating func readOrg() throws(ManagementReader.Failure) {
        let reader = reader
        var org: JSONObject = [:]
        let known = try reader.object("/.well-known/okta-organization")
        org["id"] = known["id"]
        if known["settings"]?["itpEnabled"] == false { org["settings"] = ["itpEnabled": false] }
        if let settings = try optional({ () throws(ManagementReader.Failure) in try reader.object("/api/v1/org") }) {
            org["subdomain"] = settings["subdomain"]
        }
        var types: [JSONObject] = []
        for row in try optionalList("/api/v1/meta/types/user") ?? [] {
            var type = ImportedObject(row).withoutLinks
            if row["default"] != true {
                let id = "osc" + (row["id"]?.string ?? "").dropFirst(3)
                type["schema"] = try optional { () throws(ManagementReader.Failure) in
                    try reader.customSchema("user/\(id)")
                }
            }
            types.append(type)
        }
        if types.count > 1 { org["userTypes"] = .array(types.map { .object($0) }) }
        for (name, path) in [("userSchema", "user/default"), ("groupSchema", "group/default")] {
            org[name] = try optional { () throws(ManagementReader.Failure) in try reader.customSchema(path) }
        }
        fixture["org"] = .object(org)
    }

    /// Reads a collection and reports the progress.
    mutating func readList(
        _ name: String,
        _ path: String,
        limit: Int?,
        most: Int = .max
    ) throws(ManagementReader.Failure) -> [JSONObject] {
        let rows: [JSONObject]
        do throws(ManagementReader.Failure) {
            rows = try reader.list(path, limit: limit, most: most) { count in
                report(Progress(collection: name, count: count, isComplete: false))
            }
        } catch {
            guard case .denied(let denied) = error else { throw error }
            notes.append("\(name): \(denied.text); they are not imported")
            rows = []
        }
        report(Progress(collection: name, count: rows.count, isComplete: true))
        counts.append((name, rows.count))
        return rows
    }

    mutating func keep(_ name: String, _ rows: [JSONObject]) throws(ManagementReader.Failure) {
        if !rows.isEmpty { fixture[name] = .array(rows.map { .object($0) }) }
    }

    private mutating func readSimple(_ row: ImportedCollection) throws(ManagementReader.Failure) {
        guard FixtureCollection(rawValue: row.name) != nil else { return }
        var rows: [JSONObject] = []
        for path in row.paths {
            for object in try optionalList(path, limit: row.limit) ?? [] {
                rows.append(row.keepsLinks ? object : ImportedObject(object).withoutLinks)
            }
        }
        report(Progress(collection: row.name, count: rows.count, isComplete: true))
        counts.append((row.name, rows.count))
        try keep(row.name, rows)
    }

    /// Reads what an org may lack; a note says so.
    mutating func optional<Value>(
        _ body: () throws(ManagementReader.Failure) -> Value?
    ) throws(ManagementReader.Failure) -> Value? {
        do throws(ManagementReader.Failure) {
            return try body()
        } catch {
            guard case .denied(let denied) = error else { throw error }
            notes.append("\(denied.text); it is not imported")
            return nil
        }
    }

    mutating func optionalList(
        _ path: String,
        limit: Int? = nil
    ) throws(ManagementReader.Failure) -> [JSONObject]? {
        let reader = reader
        return try optional { () throws(ManagementReader.Failure) in try reader.list(path, limit: limit) }
    }
}
