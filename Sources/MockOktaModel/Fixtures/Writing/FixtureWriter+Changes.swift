import MockOktaFormats

extension FixtureWriter {
    /// The objects that were set or removed since the org was read from its fixtures, in the order of their tables.
    package var changes: [FixtureChange] {
        var list = ChangeList(writer: self, former: nil)
        list.addAll()
        return list.changes
    }

    /// The objects that differ from a former version of the org, at a cost that does not depend on the org's size.
    ///
    /// - Parameter former: the version.
    /// - Returns: the changes; nil where they are not known: the org was read again since, or has changed in too many
    ///   steps.
    package func changes(since former: Organization) -> [FixtureChange]? {
        var list = ChangeList(writer: self, former: former.contents)
        list.addAll()
        return list.isKnown ? list.changes : nil
    }
}

/// Collects the changed objects of an org, table by table.
private struct ChangeList {
    let writer: FixtureWriter
    /// The version with which the org is compared; nil for the one that the fixtures define.
    let former: Organization.Contents?
    var changes: [FixtureChange] = []
    var isKnown = true

    private var contents: Organization.Contents { writer.contents }

    mutating func addAll() {
        addOrg()
        addGroupRules()
        add(\.users, .users, write: writer.user)
        add(\.groups, .groups, write: FixtureWriter.group)
        addApplications()
        addOtherApplications()
        add(\.authorizationServers, .authorizationServers) { ServerWriter($0, withSecrets: true).object }
        add(\.trustedOrigins, .trustedOrigins, write: FixtureWriter.trustedOrigin)
        add(\.policies, .policies, write: DocumentWriter.orgPolicy)
        add(\.apiTokens, .apiTokens, write: writer.apiToken)
        for collection in FixtureCollection.stored {
            guard let objects = contents.stored[collection] else { continue }
            for id in ids(objects, former?.stored[collection]) {
                add(collection, id.rawValue, objects.state(of: id), objects[id].map(\.source))
            }
        }
        addAppUsers()
    }

    /// The ids that may differ, removed ones first.
    private mutating func ids<Row>(_ table: ObjectTable<Row>, _ earlier: ObjectTable<Row>?) -> [Row.ID] {
        guard former != nil, let earlier else { return table.changedIDs }
        guard let changes = table.knownChanges(since: earlier) else {
            isKnown = false
            return []
        }
        return table.ordered(changes)
    }

    private mutating func add<Row, Object>(
        _ table: KeyPath<Organization.Contents, ObjectTable<Row>>,
        _ collection: FixtureCollection,
        write: (Row) -> JSONObject
    ) where Row.ID == Identifier<Object> {
        let rows = contents[keyPath: table]
        for id in ids(rows, former?[keyPath: table]) {
            add(collection, id.rawValue, rows.state(of: id), rows[id].map(write))
        }
    }

    private mutating func add(
        _ collection: FixtureCollection,
        _ id: String,
        _ state: RowState,
        _ object: JSONObject?
    ) {
        let object = object ?? (state.isChanged ? ["id": .string(id), "$delete": true] : nil)
        changes.append(FixtureChange(collection, id, isAdded: state.isAdded, object))
    }

    private mutating func addOrg() {
        if let former, former.source == contents.source { return }
        let isGiven = contents.source == contents.given.source
        if former == nil, isGiven { return }
        changes.append(FixtureChange(nil, "", isAdded: false, isGiven ? nil : writer.org))
    }

    /// The rules are few, and not in a table.
    private mutating func addGroupRules() {
        let (present, given) = (contents.others[.groupRules] ?? [], contents.given.groupRules)
        if let former, former.others[.groupRules] ?? [] == present { return }
        func id(_ rule: JSONObject) -> String { rule["id"]?.string ?? "" }
        let byID = Dictionary(given.map { (ExactString(id($0)), $0) }, uniquingKeysWith: { first, _ in first })
        let kept = Set(texts: present.map(id))
        let earlier = given + (former?.others[.groupRules] ?? [])
        for rule in earlier where !kept.contains(id(rule)) {
            let isAdded = byID[ExactString(id(rule))] == nil
            let removal: JSONObject = ["id": .string(id(rule)), "$delete": true]
            changes.append(FixtureChange(.groupRules, id(rule), isAdded: isAdded, isAdded ? nil : removal))
        }
        for rule in present {
            let first = byID[ExactString(id(rule))]
            changes.append(FixtureChange(.groupRules, id(rule), isAdded: first == nil, first == rule ? nil : rule))
        }
    }

    /// Apps that have changed, or whose form depends on users who have.
    private mutating func addApplications() {
        let apps = contents.applications
        let changed = ids(apps, former?.applications)
        var all = Set(changed)
        for id in ids(contents.appUsers, former?.appUsers) where isListed(id) { all.insert(id.application) }
        for id in apps.ordered(all) {
            // An app that was removed as an OAuth client may be another one now.
            if apps[id] == nil, contents.otherApplications[Identifier(rawValue: id.rawValue)] != nil { continue }
            let object = apps[id].map { ApplicationWriter($0, contents, withSecrets: true).object }
            add(.apps, id.rawValue, apps.state(of: id), object)
        }
    }

    private mutating func addOtherApplications() {
        let apps = contents.otherApplications
        for id in ids(apps, former?.otherApplications) {
            if apps[id] == nil, contents.applications[ApplicationID(rawValue: id.rawValue)] != nil { continue }
            add(.apps, id.rawValue, apps.state(of: id), apps[id].map(DocumentWriter.otherApplication))
        }
    }

    /// Whether the app is written differently without this user: it lists users without rows of their own, and says
    /// whether there are any.
    private func isListed(_ id: AppUser.ID) -> Bool {
        guard let former else { return true }
        let rows = [contents.appUsers[id], former.appUsers[id]].compactMap { $0 }
        if rows.contains(where: \.source.isEmpty) { return true }
        let key = AppUser.Key.application(id.application)
        return contents.appUsers.any(key) == nil || former.appUsers.any(key) == nil
    }

    private mutating func addAppUsers() {
        let rows = contents.appUsers
        for id in ids(rows, former?.appUsers) {
            let name = "\(id.application.rawValue)/\(id.user.rawValue)"
            if let row = rows[id], row.source.isEmpty {
                if former != nil { changes.append(FixtureChange(.appUsers, name, isAdded: rows.isAdded(id), nil)) }
                continue
            }
            let link = "https://okta.example/api/v1/apps/\(id.application.rawValue)"
            var object = rows[id].map(writer.appUser)
            if object == nil, rows.isChanged(id) {
                object = [
                    "id": .string(id.user.rawValue), "$delete": true, "_links": ["app": ["href": .string(link)]],
                ]
            }
            changes.append(FixtureChange(.appUsers, name, isAdded: rows.isAdded(id), object))
        }
    }
}

/// Whether a row was set or removed since its table was made, and whether it was added.
private typealias RowState = (isChanged: Bool, isAdded: Bool)

extension ObjectTable {
    fileprivate func state(of id: Row.ID) -> RowState { (isChanged(id), isAdded(id)) }
}
