import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// Creates, reads, changes and deletes users.
enum UserOperations {
    private static let itemPath = Users.path + "/{userID}"

    static let operations: [Operation] = [
        list, create,
        Operation(.get, itemPath, .users) { (call) throws(Refusal) in
            let users = Users(call, in: call.organization)
            return .object(users.shown(try users.named(by: call), call))
        },
        Operation(.put, itemPath, .users) { (call) throws(Refusal) in try update(call, keepsRest: false) },
        Operation(.post, itemPath, .users) { (call) throws(Refusal) in try update(call, keepsRest: true) },
        delete,
        Operation(.get, itemPath + "/appLinks", .users, weight: .heavy) { (call) throws(Refusal) in
            let user = try Users(call, in: call.organization).named(by: call)
            let apps = call.organization.contents.applications.filter { call.organization.isAssigned(user, to: $0) }
            return .list(apps.filter { $0.source["visibility"]?["hide"]?["web"] == false }.map { appLink($0, call) })
        },
        Operation(.delete, itemPath + "/sessions", .users) { (call) throws(Refusal) in
            let user = try Users(call, in: call.organization).named(by: call)
            let snapshot = call.context.snapshot
            try UserStanding.endSessions(of: user.id, in: snapshot, &call.context.writes)
            if call.flag("oauthTokens", default: false) {
                try UserStanding.revokeGrants(of: user.id, in: snapshot, &call.context.writes)
            }
            try call.context.commit()
            return .nothing
        },
    ]

    /// Users in status DEPROVISIONED are omitted unless a filter or search requests them (Okta, "List all users").
    ///
    /// Heavy, because a search may look at every user.
    private static let list = Operation(.get, Users.path, .users, weight: .heavy) { (call) throws(Refusal) in
        let users = Users(call, in: call.organization)
        let search = try SearchParameters(call)
        let prefix = Filter.Wanted(prefix: call.query["q"])
        let page = try Page(call, .large)
        let isSorted = call.query["sortBy"] != nil
        let contents = call.organization.contents
        if let after = page.after, contents.users[UserID(rawValue: after)] == nil { throw Page.badCursor }
        // An unsorted page can start directly after its cursor.
        let start = isSorted ? nil : page.after.map(UserID.init(rawValue:))
        var found: [User] = []
        /// Adds a user that matches; returns whether more are wanted.
        func look(at user: User) -> Bool {
            if search.isPresent || user.status != .deprovisioned, prefix.map(user.begins) ?? true,
                search.matches({ user.value(at: $0) })
            {
                found.append(user)
            }
            return isSorted || found.count <= page.limit
        }
        if let few = candidates(search, prefix, after: start, call) {
            for user in few where !look(at: user) { break }
        } else {
            contents.users.scan(after: start, look)
        }
        if isSorted {
            let sorted = search.sorted(found) { $0.value(at: $1) }
            let picked = try page.pick(sorted) { $0.id.rawValue }
            let next = picked.hasMore ? picked.rows.last?.id.rawValue : nil
            return page.answer(picked.rows.map { users.listed($0, call) }, next: next)
        }
        let rows = found.prefix(page.limit)
        let next = found.count > page.limit ? rows.last?.id.rawValue : nil
        return page.answer(rows.map { users.listed($0, call) }, next: next)
    }

    /// The users among whom are all that match; nil where any user may.
    private static func candidates(
        _ search: SearchParameters,
        _ prefix: Filter.Wanted?,
        after start: UserID?,
        _ call: APICall
    ) -> [User]? {
        let named = prefix.map { prefix in User.named.map { Filter.Test($0, .startsWith, prefix) } }
        let (index, users) = (call.context.snapshot.caches.users, call.organization.contents.users)
        for tests in search.required + [named].compactMap(\.self) {
            let conditions = tests.map { test in
                UserIndex.Condition(
                    test.attribute.path,
                    { $0.value(at: test.attribute) },
                    { test.wanted.matches($0, test.comparison) }
                )
            }
            if let found = index.users(in: users, meeting: conditions, after: start) { return found }
        }
        return nil
    }

    private static let create = Operation(.post, Users.path, .users) { (call) throws(Refusal) in
        let given = try call.body()
        try Users.shape.check(given)
        try UserStanding.checkPassword(given["credentials"])
        var document = Users.assigned(&call)
        document["profile"] = given["profile"]
        document["credentials"] = given["credentials"].flatMap(UserStanding.stored)
        document["type"] = given["type"]
        document["realmId"] = given["realmId"]
        let password = UserStanding.hasPassword(document)
        let isActivated = call.flag("activate", default: true)
        let status: User.Status =
            !isActivated
            ? .staged
            : call.query["nextLogin"] == "changePassword" && password
                ? .passwordExpired
                : password || call.flag("provider", default: false) ? .active : .provisioned
        document["status"] = .string(status.rawValue)
        document["activated"] = isActivated ? call.now : .null
        document["statusChanged"] = isActivated || password ? call.now : .null
        document["passwordChanged"] = password ? call.now : .null
        let (present, made) = (call, document)
        let (user, organization) = try call.update { (organization) throws(Refusal) in
            let users = Users(present, in: organization)
            try users.check(made, replacing: nil)
            let groups = given["groupIds"]?.strings?.map(GroupID.init(rawValue:)) ?? []
            for group in groups where organization.group(group) == nil { throw .absent(group.rawValue, "UserGroup") }
            let everyone = organization.everyone
            guard let user = DocumentReader.user(made, groups: [everyone] + groups.filter { $0 != everyone }) else {
                throw .invalid("login", "The field cannot be left blank")
            }
            // One change, because comparing the org before and after two changes would visit every user.
            let changed = organization.changing { $0.users.set(user) }
            return (changed, (user, changed))
        }
        return .object(Users(call, in: organization).shown(user, call))
    }

    private static func update(_ call: APICall, keepsRest: Bool) throws(Refusal) -> APIAnswer {
        let given = try call.body()
        try BodyCheck.check(.object(given), .object(Users.shape.schema), at: "")
        try UserStanding.checkPassword(given["credentials"])
        let (user, organization) = try call.update { (organization) throws(Refusal) in
            let users = Users(call, in: organization)
            let former = try users.named(by: call)
            var document = users.stored(former)
            if let profile = given["profile"]?.object {
                var changed = keepsRest ? former.profile : [:]
                for member in profile.members { changed[member.key] = member.value }
                document["profile"] = .object(changed)
            }
            if let credentials = given["credentials"].flatMap(UserStanding.stored) {
                let present = document["credentials"]?.object ?? [:]
                document["credentials"] = .object(present.adding(credentials.object ?? [:]))
                if credentials["password"] != nil { document["passwordChanged"] = call.now }
            }
            if let type = given["type"] {
                // Differs: the text of Okta's refusal is not known (Okta, "Update a user").
                let former = document["type"]?["id"]?.string ?? UserTypes.standardID
                guard !keepsRest || type["id"]?.string.map({ $0 == former }) != false else {
                    throw .invalid("type", "The user type can be changed by a full replacement only")
                }
                document["type"] = type
            }
            document["lastUpdated"] = call.now
            try users.check(document, replacing: former)
            let changed = try users.setting(document, replacing: former)
            return (changed, (changed.user(former.id) ?? former, changed))
        }
        return .object(Users(call, in: organization).shown(user, call))
    }

    /// The first call deactivates the user, the second one removes it (Okta, "Delete a user").
    private static let delete = Operation(.delete, itemPath, .users) { (call) throws(Refusal) in
        let present = call
        try call.update { (organization) throws(Refusal) in
            let users = Users(present, in: organization)
            let user = try users.named(by: present)
            guard user.status == .deprovisioned else {
                return (try UserStanding.changing(user, to: .deprovisioned, users, at: present.now), ())
            }
            return (users.removing(user), ())
        }
        return .nothing
    }

    private static func appLink(_ app: Application, _ call: APICall) -> JSONObject {
        let name = app.source["name"]?.string ?? "oidc_client"
        return [
            "id": .string(DerivedText.id(.appLink, app.id.rawValue)), "label": .string(app.label),
            "linkUrl": call.href("/home/\(name)/\(app.id.rawValue)/\(DerivedText.id(.appLink, name))"),
            "logoUrl": .null,
            "appName": .string(name), "appInstanceId": .string(app.id.rawValue),
            "appAssignmentId": .string(app.id.rawValue), "credentialsSetup": false, "hidden": false, "sortOrder": 0,
        ]
    }
}

extension User {
    /// The attributes that a list's `q` looks at (Okta, "List all users").
    fileprivate static let named = ["firstName", "lastName", "email"].map { Filter.Attribute("profile." + $0) }

    fileprivate func begins(with prefix: Filter.Wanted) -> Bool {
        Self.named.contains { prefix.begins(value(at: $0)?.string) }
    }

    /// The value that filters compare: a member of the object or an attribute of the profile.
    fileprivate func value(at path: Filter.Attribute) -> JSON? {
        if let name = path.profile { return attribute(name) }
        switch path.path {
        case "id": return .string(id.rawValue)
        case "status": return .string(status.rawValue)
        case "type.id": return source["type"]?["id"] ?? .string(UserTypes.standardID)
        case "created", "lastUpdated": return source[path.path] ?? .fixtureInstant
        default: return JSON.object(source).value(at: path)
        }
    }
}
