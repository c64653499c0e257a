import MockOktaFormats

/// Warns about expressions of a fixture that Okta accepts but that do not yield what was meant.
///
/// An object, because it collects the attributes of all users only where an expression names an unusual one.
final class ExpressionWarnings {
    private let checks: FixtureExpressionChecks
    private let users: [User]
    private let log: ProblemLog
    private lazy var attributes = knownAttributes()

    init(_ checks: FixtureExpressionChecks, users: [User], log: ProblemLog) {
        self.checks = checks
        self.users = users
        self.log = log
    }

    /// Warns about an expression, at the place where it is written.
    func check(_ expression: FixtureExpression, in node: FixtureNode?) {
        guard let node else { return }
        let text = Wording.quoted(node.string ?? "")
        if let fault = checks.fault(expression) {
            return log.warning(
                node,
                "is \(text): \(fault); Okta accepts it, and tokens that need the claim are refused"
            )
        }
        for name in checks.userAttributes(expression) where !User.baseAttributes.contains(name) {
            guard !attributes.contains(ExactString(name)) else { continue }
            let meant = NearestName.nearest(to: name, among: User.baseAttributes + attributes.map(\.text).sorted())
            guard let meant else { continue }
            log.warning(
                node,
                "is \(text): no user has the attribute \(Wording.quoted(name)), so that it is null; "
                    + "did you mean \(Wording.quoted(meant))?"
            )
        }
    }

    private func knownAttributes() -> Set<ExactString> {
        var names: Set<ExactString> = []
        for user in users {
            for member in user.profile.members { names.insert(ExactString(member.key)) }
        }
        return names
    }
}
