import MockOktaExpressions
import MockOktaFormats
import MockOktaModel
import Testing

/// An org with one app and one user, for expressions to look at.
enum ExpressionSnapshot {
    static func scope(
        user: User? = winston,
        groups: [Group] = groups,
        application: Application = application,
        appUser: AppUser? = nil,
        groupLimit: Int? = 100
    ) -> ExpressionScope {
        var contents = Organization.Contents()
        contents.groups = ObjectTable(groups)
        contents.source = ["org": ["id": "00o1", "subdomain": "dev", "companyName": "Acme"]]
        contents.users = ObjectTable(user.map { [$0] } ?? [])
        contents.applications = [directory, application]
        contents.appUsers = ObjectTable(appUser.map { [$0] } ?? [])
        return ExpressionScope(
            organization: Organization(contents),
            application: application,
            user: user,
            scopes: ["openid", "email"],
            authenticationMethods: ["pwd", "mfa"],
            now: now,
            groupLimit: groupLimit
        )
    }

    /// 2026-07-02T03:04:05.678Z.
    static let now = Instant(microseconds: 1_782_961_445_678_000)

    static let winston = winston(groups: groups.map(\.id))

    static func winston(email: String = "winston.churchill@gmail.com", groups: [GroupID]) -> User {
        User(
            id: UserID(rawValue: "00u1"),
            login: "Winston@example.com",
            profile: [
                "login": "Winston@example.com",
                "email": .string(email),
                "firstName": "Winston",
                "lastName": "Churchill",
                "nickName": .null,
                "cleared": "",
                "salary": 1000,
                "rate": .double(1.5),
                "isContractor": false,
                "timezone": "Europe/London",
                "offices": ["Whitehall", "Chartwell"],
            ],
            groups: groups,
            source: ["created": "2015-07-30T23:58:32.000Z", "lastUpdated": "2026-07-01T03:04:05.678Z"]
        )
    }

    static let groups = [
        group("00g0", "Everyone", isEveryone: true),
        group("00g1", "Admins"),
        group("00g2", "app_sales"),
        group("00g3", "App_support"),
        group("00g4", "ad_users", source: ["type": "APP_GROUP", "source": ["id": "0oaDirectory"]]),
    ]

    static func group(_ id: String, _ name: String, isEveryone: Bool = false, source: JSONObject = [:]) -> Group {
        Group(id: GroupID(rawValue: id), name: name, isEveryone: isEveryone, source: source)
    }

    static let application = makeApplication(source: [:])

    private static let directory = Application(
        id: ApplicationID(rawValue: "0oaDirectory"),
        clientID: "ad",
        label: "AD",
        source: ["name": "active_directory"]
    )

    static func application(userNameTemplate: String) -> Application {
        makeApplication(source: ["credentials": ["userNameTemplate": ["template": .string(userNameTemplate)]]])
    }

    private static func makeApplication(source: JSONObject) -> Application {
        Application(
            id: ApplicationID(rawValue: "0oa1"),
            clientID: "client-1",
            label: "My app",
            profile: ["tier": "gold", "allowed": ["00g1", "00g2", "00gOther"]],
            source: source
        )
    }
}

/// One line of a table: an expression and what it makes.
struct ExpressionRow: Sendable, CustomTestStringConvertible {
    let text: String
    let value: JSON

    init(_ text: String, _ value: JSON) {
        self.text = text
        self.value = value
    }

    var testDescription: String { text }

    func check(
        in scope: ExpressionScope = ExpressionSnapshot.scope(),
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(try Expression(parsing: text).value(in: scope) == value, sourceLocation: sourceLocation)
    }
}

/// One line of a table: an expression and why it has no value.
struct ExpressionFault: Sendable, CustomTestStringConvertible {
    let text: String
    let kind: ExpressionError.Kind
    let offset: Int?

    init(_ text: String, _ kind: ExpressionError.Kind, at offset: Int?) {
        self.text = text
        self.kind = kind
        self.offset = offset
    }

    var testDescription: String { text }

    func check(
        in scope: ExpressionScope = ExpressionSnapshot.scope(),
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        do throws(ExpressionError) {
            let value = try Expression(parsing: text).value(in: scope)
            Issue.record("\(text) is \(value)", sourceLocation: sourceLocation)
        } catch {
            #expect(error.kind == kind, "\(error.message)", sourceLocation: sourceLocation)
            #expect(error.offset == offset, "\(error.message)", sourceLocation: sourceLocation)
        }
    }
}
