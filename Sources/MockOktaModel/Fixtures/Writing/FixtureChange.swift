package import MockOktaFormats

/// An object of an org that was set or removed since the org was read from its fixtures.
package struct FixtureChange: Sendable {
    /// Nil for the object `org`.
    package let collection: FixtureCollection?
    /// Unique in the collection: the object's id, for the user of an app after the app's id and a slash.
    package let id: String
    /// Whether the fixtures do not have the object, so that nothing is left of it when it is removed.
    package let isAdded: Bool
    /// The object as an element of a fixture, with `$delete` where it was removed; nil where it is as in the fixtures.
    package let object: JSONObject?

    package init(_ collection: FixtureCollection?, _ id: String, isAdded: Bool, _ object: JSONObject?) {
        self.collection = collection
        self.id = id
        self.isAdded = isAdded
        self.object = object
    }

    /// One fixture with the objects of changes, in their order.
    package static func fixture(of changes: [FixtureChange]) -> JSONObject {
        var rows: [FixtureCollection: [JSON]] = [:]
        var fixture: JSONObject = [:]
        for change in changes {
            guard let object = change.object else { continue }
            if let collection = change.collection {
                rows[collection, default: []].append(.object(object))
            } else {
                fixture["org"] = .object(object)
            }
        }
        for collection in FixtureCollection.allCases {
            if let objects = rows[collection] { fixture[collection.rawValue] = .array(objects) }
        }
        return fixture
    }

    var isRemoval: Bool { object?["$delete"]?.bool == true }
}

extension Organization.Contents {
    /// Notes that objects were set or removed, in an org that was read from its fixtures and these changes together.
    mutating func mark(_ changes: [FixtureChange]) {
        given = .init(source: source, groupRules: others[.groupRules] ?? [])
        for change in changes {
            switch change.collection {
            case nil: given.source = nil
            case .groupRules: markRule(change)
            case .users: users.markChanged(Identifier(rawValue: change.id), isAdded: change.isAdded)
            case .groups: groups.markChanged(Identifier(rawValue: change.id), isAdded: change.isAdded)
            case .apps: markApplication(change)
            case .authorizationServers:
                authorizationServers.markChanged(Identifier(rawValue: change.id), isAdded: change.isAdded)
            case .trustedOrigins: trustedOrigins.markChanged(Identifier(rawValue: change.id), isAdded: change.isAdded)
            case .policies: policies.markChanged(Identifier(rawValue: change.id), isAdded: change.isAdded)
            case .apiTokens: apiTokens.markChanged(Identifier(rawValue: change.id), isAdded: change.isAdded)
            case .appUsers: markAppUser(change)
            case let collection?:
                stored[collection, default: []].markChanged(Identifier(rawValue: change.id), isAdded: change.isAdded)
            }
        }
    }

    private mutating func markApplication(_ change: FixtureChange) {
        if otherApplications[Identifier(rawValue: change.id)] != nil {
            otherApplications.markChanged(Identifier(rawValue: change.id), isAdded: change.isAdded)
        } else {
            applications.markChanged(Identifier(rawValue: change.id), isAdded: change.isAdded)
        }
    }

    private mutating func markAppUser(_ change: FixtureChange) {
        let ids = change.id.split(separator: "/", maxSplits: 1).map(String.init)
        guard ids.count == 2 else { return }
        let id = AppUser.ID(application: Identifier(rawValue: ids[0]), user: Identifier(rawValue: ids[1]))
        appUsers.markChanged(id, isAdded: change.isAdded)
    }

    /// The fixtures have another rule of this id, or none.
    private mutating func markRule(_ change: FixtureChange) {
        given.groupRules.removeAll { $0["id"]?.string == change.id }
        if !change.isAdded { given.groupRules.append(["id": .string(change.id)]) }
    }
}
