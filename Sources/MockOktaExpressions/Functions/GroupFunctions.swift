package import MockOktaFormats
import MockOktaModel

/// `Groups.*` and `getFilteredGroups` (Okta Expression Language, Group functions): names of the user's groups, and null
/// where there are none.
extension Function {
    package static let group: [String: Function] = [
        "Groups.startsWith": search { $0.hasPrefix($1) },
        "Groups.contains": search { $0.contains($1) },
        "Groups.endsWith": search { $0.hasSuffix($1) },
        "getFilteredGroups": Function(3) { call throws(ExpressionError) in
            let allowed = Set(try call.array(0).compactMap(\.string))
            let attribute = try call.requiredText(1)
            let limit = try call.integer(2)
            // No upper bound: Okta's way round the 100 groups is the largest integer here (its support article).
            guard limit > 0 else { throw call.failure("the limit has to be 1 or more, not \(limit)") }
            let groups = call.scope.groups.filter { allowed.contains($0.id.rawValue) || allowed.contains($0.name) }
            return orNull(
                try groups.prefix(limit).map { group throws(ExpressionError) in
                    guard let value = group.attribute(attribute.removingPrefix("group.")) else {
                        throw call.failure("groups have no '\(attribute)'")
                    }
                    return value
                }
            )
        },
    ]

    /// Group name, pattern and limit; without regard to case, as in groups claims.
    private static func search(_ holds: @escaping @Sendable (String, String) -> Bool) -> Function {
        Function(3) { call throws(ExpressionError) in
            let app = try call.requiredText(0)
            let pattern = try call.requiredText(1).lowercased()
            let limit = try call.integer(2)
            guard (1...GroupFilter.limit).contains(limit) else {
                throw call.failure("the limit has to be 1 to \(GroupFilter.limit), not \(limit)")
            }
            let names = call.scope.groups
                .filter { $0.belongs(to: app, in: call.scope.organization) && holds($0.name.lowercased(), pattern) }
                .map { JSON.string($0.name) }
            try GroupFilter.checkCount(names.count, at: call.offset)
            return orNull(Array(names.prefix(limit)))
        }
    }

    package static func orNull(_ values: [JSON]) -> JSON { values.isEmpty ? .null : .array(values) }
}

extension Group {
    /// Whether a group comes from an app, given by its id or type; `OKTA` stands for groups that come from no app.
    fileprivate func belongs(to app: String, in organization: Organization) -> Bool {
        guard type == "APP_GROUP" else { return app == "OKTA" }
        let origin = source["source"]?["id"]?.string
        if origin == app { return true }
        return organization.contents.applications.contains {
            $0.id.rawValue == origin && $0.source["name"]?.string == app
        }
    }
}
