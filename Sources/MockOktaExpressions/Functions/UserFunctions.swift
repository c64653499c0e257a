import MockOktaFormats
import MockOktaModel

/// `user.…()` (Okta Expression Language; Okta Expression Language in Identity Engine, Group functions).
extension Function {
    static let user: [ExactString: Function] = [
        "user.getInternalProperty": Function(1) { call throws(ExpressionError) in
            guard let user = call.scope.user else { return .null }
            return switch try call.requiredText(0) {
            case "id": .string(user.id.rawValue)
            case "status": .string(user.status.rawValue)
            case let name:
                throw call.failure("users have no internal property '\(name)'; there are 'id' and 'status'")
            }
        },
        "user.getGroups": Function(atLeast: 0) { call throws(ExpressionError) in
            let groups = try call.filteredGroups()
            try call.scope.checkCount(ofGroups: groups.count, at: call.offset)
            return orNull(groups.map { .object($0.visibleAttributes) })
        },
        "user.isMemberOf": Function(atLeast: 1) { call throws(ExpressionError) in
            .bool(try !call.filteredGroups().isEmpty)
        },
    ]
}

extension FunctionCall {
    /// The user's groups that match all arguments, each of which is a map such as
    /// `{'group.profile.name': 'Eng', 'operator': 'STARTS_WITH'}`.
    fileprivate func filteredGroups() throws(ExpressionError) -> [Group] {
        var groups = try self.groups()
        for argument in arguments {
            guard let criterion = argument.object else {
                throw failure("a filter of groups is a map, not \(Operators.kind(of: argument))")
            }
            let isExact = try isExact(criterion["operator"] ?? "STARTS_WITH")
            for member in criterion.members where member.key != "operator" {
                let path = member.key.removingPrefix("group.")
                guard ["id", "type", "profile.name", "source.id"].contains(path) else {
                    throw failure("groups cannot be filtered by '\(member.key)'")
                }
                let wanted = member.value.strings ?? [member.value.string].compactMap(\.self)
                _ = try self.groups(comparedWith: wanted.count)
                let pattern = path != "profile.name" || isExact ? nil : wanted.map(NamePattern.init)
                groups.removeAll { group in
                    guard let value = group.attribute(path)?.string else { return true }
                    if let pattern { return !pattern.contains { $0.matches(value) } }
                    return !wanted.contains { ByteText.areEqual($0, value) }
                }
            }
        }
        return groups
    }

    private func isExact(_ name: JSON) throws(ExpressionError) -> Bool {
        switch name {
        case "EXACT": true
        case "STARTS_WITH": false
        default: throw failure("the operator of a filter is 'EXACT' or 'STARTS_WITH'")
        }
    }
}

/// A prefix of a group's name, in which `.*` or `*` matches any text: `West Coast.*`, `team*`.
private struct NamePattern {
    /// The parts before, between and after the wildcards.
    private let parts: [[UInt8]]

    init(_ text: String) {
        var parts = text.split(separator: "*", omittingEmptySubsequences: false).map { Array($0.utf8) }
        for index in parts.indices.dropLast() where parts[index].last == UInt8(ascii: ".") {
            parts[index].removeLast()
        }
        self.parts = parts
    }

    func matches(_ name: String) -> Bool {
        let name = Array(name.utf8)
        guard let first = parts.first, name.starts(with: first) else { return false }
        var rest = first.count
        for part in parts.dropFirst() where !part.isEmpty {
            guard let range = ByteText.ranges(of: part, in: Array(name[rest...]), atMost: 1).first else {
                return false
            }
            rest += range.upperBound
        }
        return true
    }
}
