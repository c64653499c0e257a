import MockOktaFormats

/// Writes an access policy with its rules nested inside.
struct PolicyWriter {
    private let policy: AccessPolicy
    private let place: Int

    init(_ policy: AccessPolicy, place: Int) {
        self.policy = policy
        self.place = place
    }

    var object: JSON {
        var object = ownMembers
        let places = Self.places(policy.rules.map(\.priority))
        object["rules"] = .array(zip(policy.rules, places).map { .object(Self.rule($0, place: $1)) })
        return .object(object)
    }

    /// The priorities of siblings, each greater than the one before: an object changed by an API has only its list
    /// position.
    static func places(_ priorities: [Int]) -> [Int] {
        var places: [Int] = []
        for priority in priorities { places.append(max(priority, (places.last ?? 0) + 1)) }
        return places
    }

    /// The policy's members without its rules.
    var ownMembers: JSONObject {
        var object = JSONObject.leading(
            ["id": .string(policy.id.rawValue), "status": .status(policy.isActive), "name": .string(policy.name)],
            policy.source
        )
        object["priority"] = .integer(place)
        object.change("conditions") { conditions in
            switch policy.clients {
            case .all: conditions["clients"] = ["include": ["ALL_CLIENTS"]]
            case .only(let clients): conditions["clients"] = ["include": .strings(clients.sortedTexts)]
            }
        }
        return object
    }

    static func rule(_ rule: AccessPolicyRule, place: Int) -> JSONObject {
        var object = JSONObject.leading(
            ["id": .string(rule.id.rawValue), "status": .status(rule.isActive), "name": .string(rule.name)],
            rule.source
        )
        object["priority"] = .integer(place)
        object.change("conditions") { conditions in
            conditions["people"] = people(rule)
            conditions["grantTypes"] = ["include": .strings(rule.grantTypes.sortedTexts)]
            switch rule.scopes {
            case .all: conditions["scopes"] = ["include": ["*"]]
            case .only(let scopes): conditions["scopes"] = ["include": .strings(scopes)]
            }
        }
        object.change("actions") { actions in
            actions.change("token") { token in
                token["accessTokenLifetimeMinutes"] = .integer(Int(rule.lifetimes.accessMinutes))
                token["refreshTokenLifetimeMinutes"] = .integer(Int(rule.lifetimes.refreshMinutes))
                token["refreshTokenWindowMinutes"] = .integer(Int(rule.lifetimes.windowMinutes))
            }
        }
        return object
    }

    /// Always writes users, and groups if there are any, as Okta does.
    private static func people(_ rule: AccessPolicyRule) -> JSON {
        let people = rule.people
        var users: JSONObject = [:]
        if !people.includedUsers.isEmpty { users["include"] = .strings(people.includedUsers.map(\.rawValue).sorted()) }
        users["exclude"] = .strings(people.excludedUsers.map(\.rawValue).sorted())
        var object: JSONObject = ["users": .object(users)]
        let included = people.includedGroups.map(\.rawValue).sorted() + (people.includesEveryone ? ["EVERYONE"] : [])
        let excluded = people.excludedGroups.map(\.rawValue).sorted()
        // If omitted, the members of Okta's default rule of this name would apply.
        if !included.isEmpty || !excluded.isEmpty || rule.name == BuiltInServer.ruleName {
            var groups: JSONObject = ["include": .strings(included)]
            if !excluded.isEmpty { groups["exclude"] = .strings(excluded) }
            object["groups"] = .object(groups)
        }
        return .object(object)
    }
}
