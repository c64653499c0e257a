import MockOktaFormats
import MockOktaModel

/// `isMemberOf…` (Okta Expression Language, Group functions): true or false, and false without a user.
///
/// Each is available as a function and as a method of `user`.
extension Function {
    static let membership: [ExactString: Function] = bareMembership.merging(
        bareMembership.map { (ExactString("user." + $0.key.text), $0.value) }
    ) { first, _ in first }

    private static let bareMembership: [ExactString: Function] = [
        "isMemberOfGroup": Function(1) { call throws(ExpressionError) in
            .bool(try call.isMemberOfAny(named: \.id.rawValue))
        },
        "isMemberOfAnyGroup": Function(atLeast: 1) { call throws(ExpressionError) in
            .bool(try call.isMemberOfAny(named: \.id.rawValue))
        },
        "isMemberOfGroupName": Function(1) { call throws(ExpressionError) in
            .bool(try call.isMemberOfAny(named: \.name))
        },
        "isMemberOfGroupNameStartsWith": name(ByteText.starts(_:with:)),
        "isMemberOfGroupNameContains": name(ByteText.contains(_:_:)),
        "isMemberOfGroupNameRegex": Function(1) { call throws(ExpressionError) in
            // Okta's own example starts with a slash, which no group name does: `/.*admin.*`.
            let expression = try RegularExpression.cached(
                call.requiredText(0).removingPrefix("/"),
                at: call.offset
            )
            for group in try call.groups()
            where try expression.matchesWhole(group.name, budget: call.budget) {
                return true
            }
            return false
        }
        .takingPattern(),
    ]

    private static func name(_ holds: @escaping @Sendable (String, String) -> Bool) -> Function {
        Function(1) { call throws(ExpressionError) in
            let part = try call.requiredText(0)
            return .bool(try call.groups().contains { holds($0.name, part) })
        }
    }
}

extension FunctionCall {
    /// Whether an argument names one of the user's groups; an argument may be an array of names.
    fileprivate func isMemberOfAny(named name: (Group) -> String) throws(ExpressionError) -> Bool {
        var wanted: Set<[UInt8]> = []
        for index in arguments.indices {
            if let names = arguments[index].strings {
                wanted.formUnion(names.map { Array($0.utf8) })
            } else {
                wanted.insert(Array(try requiredText(index).utf8))
            }
        }
        return try groups().contains { wanted.contains(Array(name($0).utf8)) }
    }
}
