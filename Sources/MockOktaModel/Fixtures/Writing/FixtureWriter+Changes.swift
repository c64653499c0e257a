package import MockOktaFormats

extension FixtureWriter {
    /// A fixture with the objects that were set or removed since the org was read, which replace earlier ones.
    package var changes: JSONObject? {
        var fixture: JSONObject = [:]
        if contents.source != contents.given.source { fixture["org"] = .object(org) }
        addGroupRules(to: &fixture)
        add(contents.users.changed.map(user), contents.users.removed, .users, to: &fixture)
        add(contents.groups.changed.map(Self.group), contents.groups.removed, .groups, to: &fixture)
        add(changedApplications, contents.applications.removed, .apps, to: &fixture)
        let others = contents.otherApplications
        add(others.changed.map(DocumentWriter.otherApplication), others.removed, .apps, to: &fixture)
        let servers = contents.authorizationServers
        add(
            servers.changed.map { ServerWriter($0, withSecrets: true).object },
            servers.removed,
            .authorizationServers,
            to: &fixture
        )
        add(
            contents.trustedOrigins.changed.map(Self.trustedOrigin),
            contents.trustedOrigins.removed,
            .trustedOrigins,
            to: &fixture
        )
        let policies = contents.policies
        add(policies.changed.map(DocumentWriter.orgPolicy), policies.removed, .policies, to: &fixture)
        add(contents.apiTokens.changed.map(apiToken), contents.apiTokens.removed, .apiTokens, to: &fixture)
        for (collection, objects) in contents.stored {
            add(objects.changed.map(\.source), objects.removed, collection, to: &fixture)
        }
        let appUsers = contents.appUsers.changed.filter { !$0.source.isEmpty }.map(appUser)
        add(appUsers + removedAppUsers, [UserID](), .appUsers, to: &fixture)
        return fixture.isEmpty ? nil : fixture
    }

    /// The rules, if one of them was set or removed: they are few, and are not in a table.
    private func addGroupRules(to fixture: inout JSONObject) {
        let (present, former) = (contents.others[.groupRules] ?? [], contents.given.others[.groupRules] ?? [])
        guard present != former else { return }
        let kept = Set(texts: present.compactMap { $0["id"]?.string })
        let removed = former.compactMap { $0["id"]?.string }.filter { !kept.contains($0) }
        add(present, removed.map { Identifier<JSONObject>(rawValue: $0) }, .groupRules, to: &fixture)
    }

    /// Apps that have changed, or whose assignments have: users without their own rows are listed in the app.
    private var changedApplications: [JSONObject] {
        let rows = contents.appUsers
        let assigned = Set(rows.changed.map(\.id.application) + rows.removed.map(\.application))
        let changed = Set(contents.applications.changed.map(\.id)).union(assigned)
        return contents.applications.filter { changed.contains($0.id) }.map {
            ApplicationWriter($0, contents, withSecrets: true).object
        }
    }

    private var removedAppUsers: [JSONObject] {
        contents.appUsers.removed.map { id in
            [
                "id": .string(id.user.rawValue), "$delete": true,
                "_links": ["app": ["href": .string("https://okta.example/api/v1/apps/\(id.application.rawValue)")]],
            ]
        }
    }

    private func add<ID>(
        _ objects: [JSONObject],
        _ removed: [ID],
        _ collection: FixtureCollection,
        to fixture: inout JSONObject
    ) where ID: RawRepresentable, ID.RawValue == String {
        let rows = objects + removed.map { ["id": .string($0.rawValue), "$delete": true] }
        let earlier = fixture[collection.rawValue]?.array ?? []
        if !rows.isEmpty { fixture[collection.rawValue] = .array(earlier + rows.map { .object($0) }) }
    }
}
