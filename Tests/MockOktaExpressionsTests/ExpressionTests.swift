import MockOktaExpressions
import MockOktaFormats
import MockOktaModel
import Testing

@Suite struct ExpressionTests {
    @Test(arguments: [
        ExpressionRow("user.email", "winston.churchill@gmail.com"),
        ExpressionRow("user.login", "Winston@example.com"),
        ExpressionRow("String.toLowerCase(user.login)", "winston@example.com"),
        ExpressionRow("appuser.userName", "Winston@example.com"),
        ExpressionRow("(appuser != null) ? appuser.userName : app.clientId", "Winston@example.com"),
        ExpressionRow("Groups.startsWith(\"OKTA\",\"app_\",100)", ["app_sales", "App_support"]),
        ExpressionRow("String.replace(Arrays.toCsvString(access.scope),\",\",\" \")", "openid email"),
        ExpressionRow("isMemberOfGroupName(\"Admins\") ? \"admin\" : \"user\"", "admin"),
        ExpressionRow("Groups.contains(\"OKTA\", \"nobody\", 10) ?: {}", []),
        ExpressionRow("substring(user.firstName, 0, 1) + substring(user.lastName, 0, 6)", "WChurch"),
        ExpressionRow(
            #"toUpperCase(substringBefore( substringAfter(user.email, "@"), ".")) + "\" + substringBefore( user.email, "@")"#,
            #"GMAIL\winston.churchill"#
        ),
    ])
    func `claims found in many orgs work`(_ row: ExpressionRow) throws {
        try row.check()
    }

    @Test(arguments: [
        ExpressionRow("(appuser != null) ? appuser.userName : app.clientId", "client-1"),
        ExpressionRow("user", .null),
        ExpressionRow("user.email", .null),
        ExpressionRow("appuser.profile.x[0].![name]", .null),
        ExpressionRow("user.getInternalProperty('id')", .null),
        ExpressionRow("user.getGroups().![name]", .null),
        ExpressionRow("isMemberOfGroupName('Admins')", false),
        ExpressionRow("isMemberOfAnyGroup('00g1')", false),
        ExpressionRow("Groups.startsWith('OKTA', '', 10)", .null),
        ExpressionRow("String.toUpperCase(user.email)", .null),
    ])
    func `a client acting for itself has neither user nor appuser`(_ row: ExpressionRow) throws {
        try row.check(in: ExpressionSnapshot.scope(user: nil))
    }

    @Test func `an expression of 4096 bytes is allowed and a longer one is not`() throws {
        let text = "'" + String(repeating: "x", count: 4094) + "'"
        #expect(try Expression(parsing: text).value(in: ExpressionSnapshot.scope()).string?.count == 4094)
        ExpressionFault(text + " ", .syntax, at: 4096).check()
    }

    @Test(arguments: [
        ("(", ")"), ("{", "}"), ("!", ""), ("-", ""), ("{'a':", "}"), ("true ? 1 : ", ""), ("String.len(", ")"),
        ("user[", "]"), ("null ?: ", ""), ("user.![", "]"),
    ])
    func `nesting has a limit`(open: String, close: String) throws {
        func nested(_ count: Int) -> String {
            String(repeating: open, count: count) + "1" + String(repeating: close, count: count)
        }
        // What the value is does not matter here, only that making it fits on a thread's stack.
        let expression = try Expression(parsing: nested(60))
        _ = try? expression.value(in: ExpressionSnapshot.scope())
        let error = #expect(throws: ExpressionError.self) { try Expression(parsing: nested(300)) }
        #expect(error?.kind == .syntax)
    }

    @Test func `long chains are no nesting`() throws {
        let sum = Array(repeating: "1", count: 2000).joined(separator: "+")
        #expect(try Expression(parsing: sum).value(in: ExpressionSnapshot.scope()) == 2000)
        let members = "user" + String(repeating: ".x", count: 2000)
        #expect(try Expression(parsing: members).value(in: ExpressionSnapshot.scope()) == .null)
    }

    /// Every prefix is evaluated too, where it happens to be whole; none may crash.
    @Test func `an expression cut at any byte is refused or has a value`() {
        let text = #"""
            (appuser != null && !(user.salary >= 1.5) OR user.email matches '.*@gm\w+') ? {'a': {1, 2}[0], b: "x""y"} \#
            : user.getGroups({'group.profile.name': {'ap', 'Ad'}, 'operator': 'STARTS_WITH'}).![name + -1] \#
            ?: Groups.startsWith("OKTA", "é", 100)
            """#
        #expect(throws: Never.self) { try Expression(parsing: text) }
        let scope = ExpressionSnapshot.scope()
        for count in 0..<text.utf8.count {
            let prefix = String(decoding: text.utf8.prefix(count), as: UTF8.self)
            do throws(ExpressionError) {
                _ = try Expression(parsing: prefix).value(in: scope)
            } catch {
                #expect((error.offset ?? 0) <= prefix.utf8.count)
            }
        }
    }
}
