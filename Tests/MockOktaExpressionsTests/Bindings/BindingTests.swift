import MockOktaExpressions
import MockOktaFormats
import MockOktaModel
import Testing

@Suite struct BindingTests {
    @Test(arguments: [
        ExpressionRow("user.firstName", "Winston"),
        ExpressionRow("user.missing", .null),
        ExpressionRow("user.getInternalProperty(\"id\")", "00u1"),
        ExpressionRow("user.getInternalProperty(\"status\")", "ACTIVE"),
        ExpressionRow("appuser.email", "winston.churchill@gmail.com"),
        ExpressionRow("appuser.firstName", "Winston"),
        ExpressionRow("appuser.given_name", "Winston"),
        ExpressionRow("appuser.name", "Winston Churchill"),
        ExpressionRow("appuser.preferred_username", "Winston@example.com"),
        ExpressionRow("appuser.zoneinfo", "Europe/London"),
        ExpressionRow("appuser.nickname", .null),
        ExpressionRow("app.id", "0oa1"),
        ExpressionRow("app.clientId", "client-1"),
        ExpressionRow("app.profile.label", "My app"),
        ExpressionRow("app.profile.tier", "gold"),
        ExpressionRow("org.name", "Acme"),
        ExpressionRow("org.subDomain", "dev"),
        ExpressionRow("org.id", "00o1"),
        ExpressionRow("access.scope", ["openid", "email"]),
        ExpressionRow("session.amr", ["pwd", "mfa"]),
    ])
    func `names stand for the parties to a token`(_ row: ExpressionRow) throws {
        try row.check()
    }

    @Test(arguments: [
        ExpressionRow("user.profile.firstName", "Winston"),
        ExpressionRow("user.profile['email']", "winston.churchill@gmail.com"),
        ExpressionRow("user.id", "00u1"),
        ExpressionRow("user.status", "ACTIVE"),
        ExpressionRow("user.created", "2015-07-30T23:58:32.000Z"),
        ExpressionRow("user.lastLogin", .null),
        ExpressionRow("user?.profile?.nothing?.at?.all", .null),
    ])
    func `Identity Engine's dialect has the profile as a member`(_ row: ExpressionRow) throws {
        try row.check()
    }

    @Test(arguments: [
        ExpressionRow("appuser.userName", "win@app"),
        ExpressionRow("appuser.user_role", "collaborator"),
        ExpressionRow("appuser.email", "win@app.example"),
        ExpressionRow("appuser.nickname", .null),
        ExpressionRow("appuser.given_name", "Winston"),
    ])
    func `the app's row for the user comes before the user's profile`(_ row: ExpressionRow) throws {
        let application = ExpressionSnapshot.application(userNameTemplate: "${source.email}")
        let profile: JSONObject = ["user_role": "collaborator", "email": "win@app.example", "nickname": .null]
        let id = AppUser.ID(application: application.id, user: ExpressionSnapshot.winston.id)
        let appUser = AppUser(id: id, userName: "win@app", profile: profile)
        try row.check(in: ExpressionSnapshot.scope(application: application, appUser: appUser))
    }

    @Test(arguments: [Binding.user, .appuser, .app, .org, .access, .session])
    func `a member alone is what it is in the whole`(_ binding: Binding) throws {
        let scope = ExpressionSnapshot.scope()
        let whole = try #require(try scope.value(of: binding).object)
        for member in whole.members { #expect(try scope.member(member.key, of: binding) == member.value) }
        #expect(try scope.member("missing", of: binding) == .null && !scope.isNull(binding))
    }

    @Test(arguments: [Binding.user, .appuser, .source])
    func `without a user there is no member of one`(_ binding: Binding) throws {
        let scope = ExpressionSnapshot.scope(user: nil)
        #expect(try scope.isNull(binding) && scope.value(of: binding) == .null)
        #expect(try scope.member("login", of: binding) == .null)
    }

    @Test(arguments: [
        ExpressionRow("appuser == null", false),
        ExpressionRow("appuser != null", true),
        ExpressionRow("user != null", true),
        ExpressionRow("org == null", false),
    ])
    func `a party may be compared with null`(_ row: ExpressionRow) throws {
        try row.check()
    }

    @Test func `an org without an object of its own is read from the top`() throws {
        var contents = Organization.Contents()
        contents.source = ["subdomain": "top"]
        let scope = ExpressionScope(
            organization: Organization(contents),
            application: ExpressionSnapshot.application,
            user: nil,
            scopes: [],
            authenticationMethods: [],
            now: ExpressionSnapshot.now
        )
        try ExpressionRow("org.subDomain + org.name", "toptop").check(in: scope)
    }

    @Test(arguments: [
        ("${source.login}", "Winston@example.com"),
        ("${source.email}", "winston.churchill@gmail.com"),
        ("${fn:substringBefore(source.login, \"@\")}", "Winston"),
        ("${source.firstName}.${source.lastName}!", "Winston.Churchill!"),
        ("${source.missing}", ""),
        ("String.toLowerCase(user.firstName)", "winston"),
        ("", "Winston@example.com"),
    ])
    func `an app makes user names of its own`(template: String, name: String) throws {
        let scope = ExpressionSnapshot.scope(application: ExpressionSnapshot.application(userNameTemplate: template))
        try ExpressionRow("appuser.userName", .string(name)).check(in: scope)
    }

    @Test(arguments: ["${source.}", "${appuser.userName}", "appuser.userName"])
    func `a wrong template fails without a place in the claim`(template: String) {
        let scope = ExpressionSnapshot.scope(application: ExpressionSnapshot.application(userNameTemplate: template))
        let error = #expect(throws: ExpressionError.self) {
            try Expression(parsing: "appuser.userName").value(in: scope)
        }
        #expect(error?.offset == nil)
        #expect(error?.message.hasPrefix("the app's user name template: ") == true)
    }
}
