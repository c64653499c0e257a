import MockOktaFormats
import MockOktaModel

/// `isMemberOf…` (Okta Expression Language, Group functions): true or false, and false where there is no user.
extension Function {
    package static let membership: [String: Function] = [
        "isMemberOfGroup": Function(1) { call throws(ExpressionError) in
            .bool(try call.isMemberOfAny(named: \.id.rawValue))
        },
        "isMemberOfAnyGroup": Function(atLeast: 1) { call throws(ExpressionError) in
            .bool(try call.isMemberOfAny(named: \.id.rawValue))
        },
        "isMemberOfGroupName": Function(1) { call throws(ExpressionError) in
            .bool(try call.isMemberOfAny(named: \.name))
        },
        "isMemberOfGroupNameStartsWith": name { $0.hasPrefix($1) },
        "isMemberOfGroupNameContains": name { $0.contains($1) },
        "isMemberOfGroupNameRegex": Function(1) { call throws(ExpressionError) in
            let expression = try RegularExpression(call.requiredText(0), at: call.offset)
            for group in call.scope.groups where try expression.matchesWhole(group.name) { return true }
            return false
        },
    ]

    private static func name(_ holds: @escaping @Sendable (String, String) -> Bool) -> Function {
        Function(1) { call throws(ExpressionError) in
            let part = try call.requiredText(0)
            return .bool(call.scope.groups.contains { holds($0.name, part) })
        }
    }
}

extension FunctionCall {
    /// Whether one of the user's groups is named by an argument; an argument may be an array of names.
    fileprivate func isMemberOfAny(named name: (Group) -> String) throws(ExpressionError) -> Bool {
        var wanted: Set<String> = []
        for index in arguments.indices {
            if let names = arguments[index].strings {
                wanted.formUnion(names)
            } else {
                wanted.insert(try requiredText(index))
            }
        }
        return scope.groups.contains { wanted.contains(name($0)) }
    }
}
