import MockOktaFormats
import MockOktaModel

/// `user.…()` (Okta Expression Language; the group ones come from Identity Engine's dialect).
extension Function {
    package static let user: [String: Function] = [
        "user.getInternalProperty": Function(1) { call throws(ExpressionError) in
            guard let user = call.scope.user else { return .null }
            return switch try call.requiredText(0) {
            case "id": .string(user.id.rawValue)
            case "status": .string(user.status.rawValue)
            case let name: throw call.failure("users have no internal property '\(name)'; there are 'id' and 'status'")
            }
        },
        "user.getGroups": Function(atLeast: 0) { call throws(ExpressionError) in
            let groups = try call.filteredGroups()
            try GroupFilter.checkCount(groups.count, at: call.offset)
            return orNull(groups.map { .object($0.visibleAttributes) })
        },
        "user.isMemberOf": Function(atLeast: 1) { call throws(ExpressionError) in
            .bool(try !call.filteredGroups().isEmpty)
        },
    ]
}

extension FunctionCall {
    /// The user's groups that pass all arguments, each a map such as
    /// `{'group.profile.name': 'Eng', 'operator': 'STARTS_WITH'}`.
    fileprivate func filteredGroups() throws(ExpressionError) -> [Group] {
        var groups = scope.groups
        for argument in arguments {
            guard let criterion = argument.object else {
                throw failure("a filter of groups is a map, not \(Operators.kind(of: argument))")
            }
            let holds = try comparison(criterion["operator"] ?? "EXACT")
            for member in criterion.members where member.key != "operator" {
                let path = member.key.removingPrefix("group.")
                guard ["id", "type", "profile.name", "source.id"].contains(path) else {
                    throw failure("groups cannot be filtered by '\(member.key)'")
                }
                let wanted = member.value.strings ?? [member.value.string].compactMap(\.self)
                groups.removeAll { group in
                    let value = group.attribute(path)?.string
                    return !wanted.contains { wanted in value.map { holds($0, wanted) } ?? false }
                }
            }
        }
        return groups
    }

    private func comparison(_ name: JSON) throws(ExpressionError) -> (String, String) -> Bool {
        switch name {
        case "EXACT": { $0 == $1 }
        case "STARTS_WITH": { $0.hasPrefix($1) }
        default: throw failure("the operator of a filter is 'EXACT' or 'STARTS_WITH'")
        }
    }
}
