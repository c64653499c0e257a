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
        object["rules"] = .array(
            policy.rules.enumerated().map { place, rule in .object(Self.rule(rule, place: place + 1)) }
        )
        return .object(object)
    }

    /// Without the policy's rules.
    var ownMembers: JSONObject {
        var object = JSONObject.leading(
            ["id": .string(policy.id.rawValue), "status": .status(policy.isActive), "name": .string(policy.name)],
            policy.source
        )
        object["priority"] = .integer(place)
        object.change("conditions") { conditions in
            switch policy.clients {
            case .all: conditions["clients"] = ["include": ["ALL_CLIENTS"]]
            case .only(let clients): conditions["clients"] = ["include": .strings(clients.sorted())]
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
            conditions["people"] = people(rule.people)
            conditions["grantTypes"] = ["include": .strings(rule.grantTypes.sorted())]
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

    /// Users always, groups where there are any, as Okta writes them.
    private static func people(_ people: AccessPolicyRule.People) -> JSON {
        var users: JSONObject = [:]
        if !people.includedUsers.isEmpty { users["include"] = .strings(people.includedUsers.map(\.rawValue).sorted()) }
        users["exclude"] = .strings(people.excludedUsers.map(\.rawValue).sorted())
        var object: JSONObject = ["users": .object(users)]
        let included = people.includedGroups.map(\.rawValue).sorted() + (people.includesEveryone ? ["EVERYONE"] : [])
        let excluded = people.excludedGroups.map(\.rawValue).sorted()
        if !included.isEmpty || !excluded.isEmpty {
            var groups: JSONObject = ["include": .strings(included)]
            if !excluded.isEmpty { groups["exclude"] = .strings(excluded) }
            object["groups"] = .object(groups)
        }
        return .object(object)
    }
}
