import MockOktaExpressions
import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// No expression takes more time or memory than any real claim needs.
struct EvaluationBudgetTests {
    private static func replacing(_ depth: Int) -> String {
        (0..<depth).reduce("user.email") { text, _ in "String.replace(\(text),'a','aaaaaaaaaa')" }
    }

    @Test(.rule("expressions.bounded"), arguments: [8, 12, 40])
    func `texts do not grow without end`(depth: Int) throws {
        let user = ExpressionSnapshot.winston(email: "a", groups: [])
        let expression = try Expression(parsing: Self.replacing(depth))
        let error = #expect(throws: ExpressionError.self) {
            try expression.value(in: ExpressionSnapshot.scope(user: user))
        }
        #expect(error?.kind == .tooExpensive)
        #expect(error?.message.hasPrefix("a text has at most 65536 bytes") == true)
        #expect(expression.warning?.kind == .tooExpensive)
    }

    @Test(.rule("expressions.bounded"))
    func `others grow as they need`() throws {
        let expression = try Expression(parsing: Self.replacing(2))
        #expect(expression.warning == nil)
        #expect(
            try expression.value(in: ExpressionSnapshot.scope())
                == "winston.churchill@gmaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaail.com"
        )
    }

    @Test(.rule("expressions.bounded"))
    func `projections in projections end`() throws {
        let list = "{" + Array(repeating: "1", count: 200).joined(separator: ",") + "}"
        let text = "\(list).![\(list).![\(list).![#this]]]"
        let error = #expect(throws: ExpressionError.self) {
            try Expression(parsing: text).value(in: ExpressionSnapshot.scope())
        }
        #expect(error?.message == "the expression takes too many steps")
    }

    @Test(
        .rule("expressions.bounded"),
        arguments: [".![{#this,#this}]", ".![{a:#this,b:#this}]", ".![#this.add(#this)]"]
    )
    func `arrays and objects do not double without end`(step: String) throws {
        let text = "{{'a'}}" + String(repeating: step, count: 100)
        let error = #expect(throws: ExpressionError.self) {
            try Expression(parsing: text).value(in: ExpressionSnapshot.scope())
        }
        #expect(error?.message == "the expression takes too many steps")
    }

    /// Each is short, and would look at every group again and again.
    @Test(
        .rule("expressions.bounded"),
        arguments: [
            "isMemberOfGroupName('x')", "isMemberOfGroupNameContains('x')", "user.getGroups({'group.id': 'x'})",
            "Groups.startsWith('OKTA', 'x', 10)", "getFilteredGroups({'x'}, 'group.name', 10)",
            "user.isMemberOf({'group.profile.name': 'x'})",
        ]
    )
    func `every walk over the groups is paid for`(call: String) throws {
        let groups = (0..<20_000).map { ExpressionSnapshot.group("00g\($0)", "team-\($0)") }
        let user = ExpressionSnapshot.winston(groups: groups.map(\.id))
        let scope = ExpressionSnapshot.scope(user: user, groups: groups, groupLimit: nil)
        _ = try Expression(parsing: "{\(call)}").value(in: scope)
        let many = "{" + Array(repeating: call, count: 70).joined(separator: ",") + "}"
        let error = #expect(throws: ExpressionError.self) { try Expression(parsing: many).value(in: scope) }
        #expect(error?.message == "the expression takes too many steps")
    }

    @Test(.rule("expressions.bounded"))
    func `a large class costs what looking through it costs`() throws {
        let pattern = "[" + String(repeating: "b", count: 3000) + "]*"
        let expression = try RegularExpression(pattern, at: nil)
        let text = String(repeating: "b", count: 200)
        #expect(try expression.matchesWhole(text, budget: EvaluationBudget()))
        #expect(throws: ExpressionError.self) {
            try expression.matchesWhole(text, budget: EvaluationBudget(steps: 60_000))
        }
    }

    @Test(
        .rule("expressions.safe-patterns"),
        arguments: [
            "user.email matches '(a'", "user.email.matches('(a)\\1')", "isMemberOfGroupNameRegex('a++')",
            "true ? 'x' : (user.email matches '[')",
        ]
    )
    func `a pattern that is written out is checked before it is needed`(text: String) throws {
        #expect(try Expression(parsing: text).warning?.kind == .syntax)
    }
}
