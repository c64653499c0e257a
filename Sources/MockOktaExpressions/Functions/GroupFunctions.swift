import MockOktaFormats
import MockOktaModel

/// `Groups.*` and `getFilteredGroups` (Okta Expression Language, Group functions; Okta, "Customize tokens returned from
/// Okta with a static allow list", "… with a dynamic allow list").
///
/// The result is an array of names, or null if there are none. More groups than the limit are an error.
extension Function {
    static let group: [ExactString: Function] = [
        "Groups.startsWith": search(ByteText.starts(_:with:)),
        "Groups.contains": search(ByteText.contains(_:_:)),
        "Groups.endsWith": search(ByteText.ends(_:with:)),
        "getFilteredGroups": Function(3) { call throws(ExpressionError) in
            let allowed = Set(texts: try call.array(0).compactMap(\.string))
            let format = try call.format(1)
            let limit = try call.integer(2)
            // No upper bound: Okta's workaround for the limit of 100 groups is the largest integer here (its support
            // article).
            guard limit > 0 else { throw call.failure("the limit has to be 1 or more, not \(limit)") }
            let groups = try call.groups().filter {
                allowed.contains($0.id.rawValue) || allowed.contains($0.name)
            }
            try call.check(count: groups.count, limit)
            var values: [JSON] = []
            for group in groups { values.append(try call.value(of: format, for: group)) }
            return orNull(values)
        },
    ]

    /// The arguments are group name, pattern and limit; the comparison is case-insensitive, as in groups claims.
    private static func search(_ holds: @escaping @Sendable (String, String) -> Bool) -> Function {
        Function(3) { call throws(ExpressionError) in
            let app = try call.requiredText(0)
            let pattern = try call.requiredText(1).lowercased()
            let limit = try call.integer(2)
            let highest = call.scope.groupLimit ?? .max
            guard limit > 0, limit <= highest else {
                throw call.failure("the limit has to be 1 to \(highest), not \(limit)")
            }
            let names = try call.groups()
                .filter {
                    $0.belongs(to: app, in: call.scope.organization) && holds($0.name.lowercased(), pattern)
                }
                .map { JSON.string($0.name) }
            try call.check(count: names.count, limit)
            return orNull(names)
        }
    }

    static func orNull(_ values: [JSON]) -> JSON { values.isEmpty ? .null : .array(values) }
}

extension FunctionCall {
    fileprivate func check(count: Int, _ limit: Int) throws(ExpressionError) {
        try scope.checkCount(ofGroups: count, at: offset)
        guard count <= limit else {
            throw failure("\(count) groups match, more than the limit of \(limit)")
        }
    }

    /// An argument that contains an expression.
    fileprivate func format(_ index: Int) throws(ExpressionError) -> Expression {
        let text = try requiredText(index)
        do throws(ExpressionError) {
            return try Expression.cached(text, in: .groupFilter)
        } catch {
            throw ExpressionError(kind: error.kind, message: "in \"\(text)\": \(error.message)", offset: offset)
        }
    }

    /// The value of a nested expression, such as `"'Okta: ' + group.name"`, for a group.
    fileprivate func value(of format: Expression, for group: Group) throws(ExpressionError) -> JSON {
        var element = group.visibleAttributes
        element["group"] = .object(group.visibleAttributes)
        do throws(ExpressionError) {
            return try format.value(for: .object(element), in: scope, budget: budget)
        } catch {
            // An offset into the argument would be mistaken for an offset into the claim's expression.
            throw ExpressionError(
                kind: error.kind,
                message: "for group \(group.name): \(error.message)",
                offset: offset
            )
        }
    }
}

extension Group {
    /// Whether a group comes from an app, given by its id or type; `OKTA` means groups that do not come from an app.
    fileprivate func belongs(to app: String, in organization: Organization) -> Bool {
        guard isFromApp else { return app == "OKTA" }
        let origin = source["source"]?["id"]?.string
        if origin?.hasSameBytes(as: app) == true { return true }
        return origin.flatMap(organization.appName)?.hasSameBytes(as: app) ?? false
    }
}
