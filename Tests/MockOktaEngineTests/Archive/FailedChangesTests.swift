import MockOktaEngine
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// A store that fails at any operation of a change: a change that was refused has done nothing, one that was made is
/// whole, also after a restart.
@Suite struct FailedChangesTests {
    /// A change of an org in which alice holds tokens of `native-app` and a session.
    struct Change: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// Whether the tokens and the session are ended by it.
        var ends = true
        let send: @Sendable (TestDouble) throws -> Answer
        /// Makes the org again in which the tokens could be used.
        var goBack: (@Sendable (TestDouble) throws -> Answer)?
        var isDone: @Sendable (TestDouble) throws -> Bool
    }

    private static let alice = "/users/alice@example.com"

    static let changes: [Change] = [
        Change(testDescription: "a user is suspended") {
            try ManagementClient($0).post(alice + "/lifecycle/suspend")
        } goBack: {
            try ManagementClient($0).post(alice + "/lifecycle/unsuspend")
        } isDone: {
            $0.user("alice@example.com")?.status == .suspended
        },
        Change(testDescription: "an app is deactivated") {
            try ManagementClient($0).post("/apps/\(app($0))/lifecycle/deactivate")
        } goBack: {
            try ManagementClient($0).post("/apps/\(app($0))/lifecycle/activate")
        } isDone: {
            $0.tenant.organization.application(clientID: "native-app")?.isActive == false
        },
        Change(testDescription: "fixtures are patched") {
            let patch: JSON = ["users": [["profile": ["login": "alice@example.com"], "status": "SUSPENDED"]]]
            return try ControlClient($0).send(.patch, "/fixtures", patch)
        } goBack: {
            try ManagementClient($0).post(alice + "/lifecycle/unsuspend")
        } isDone: {
            $0.user("alice@example.com")?.status == .suspended
        },
        Change(testDescription: "a reset") {
            try ControlClient($0).post("/reset")
        } isDone: {
            $0.user("before@example.com") == nil
        },
        Change(testDescription: "a snapshot is restored") {
            try ControlClient($0).post("/snapshots/empty/restore")
        } isDone: {
            $0.user("before@example.com") == nil
        },
        Change(testDescription: "a snapshot is saved", ends: false) {
            try ControlClient($0).put("/snapshots/new")
        } isDone: {
            try ControlClient($0).get("/snapshots")["snapshots"]?.array?.count == 2
        },
        Change(testDescription: "a snapshot is removed", ends: false) {
            try ControlClient($0).delete("/snapshots/empty")
        } isDone: {
            try ControlClient($0).get("/snapshots")["snapshots"]?.array?.count == 0
        },
        Change(testDescription: "the clock is moved back", ends: false) {
            try ControlClient($0).put("/clock", ["now": "2025-12-31T00:00:00Z"])
        } isDone: {
            try ControlClient($0).get("/clock")["now"] == "2025-12-31T00:00:00.000Z"
        },
        Change(testDescription: "a user is created", ends: false) {
            let profile: JSON = [
                "login": "new@example.com", "email": "new@example.com", "firstName": "N", "lastName": "U",
            ]
            return try ManagementClient($0).post("/users", ["profile": profile])
        } isDone: {
            $0.user("new@example.com") != nil
        },
        Change(testDescription: "keys are rotated", ends: false) {
            try ControlClient($0).post("/keys/rotate", ["server": "short"])
        } isDone: {
            try ControlClient($0).get("/keys")["keys"]?.array?.filter { $0["server"] == "short" }.count == 2
        },
        Change(testDescription: "a fault is added", ends: false) {
            try ControlClient($0).post("/faults", ["match": ["path": "/none"], "effect": ["status": 418]])
        } isDone: {
            try ControlClient($0).get("/faults")["faults"]?.array?.count == 2
        },
    ]

    private static func app(_ double: TestDouble) -> String {
        double.tenant.organization.application(clientID: "native-app")?.id.rawValue ?? ""
    }

    /// A double with what a client holds.
    private struct Holding {
        let stores = OutsideStores()
        let double: TestDouble
        let refreshToken: String
        let accessToken: String

        init() throws {
            double = try Self.start(stores)
            let control = ControlClient(double)
            #expect(try control.put("/snapshots/empty").status == 201)
            let fault: JSON = ["match": ["path": "/other"], "effect": ["status": 418]]
            #expect(try control.post("/faults", fault).status == 201)
            let profile: JSON = [
                "login": "before@example.com", "email": "before@example.com", "firstName": "B", "lastName": "U",
            ]
            #expect(try ManagementClient(double).post("/users", ["profile": profile]).status == 200)
            let client = OAuthClient(double)
            let native = OAuthClient.authorize([
                "client_id": "native-app", "redirect_uri": "com.example.app:/callback",
                "scope": "openid offline_access",
            ])
            let code = try client.signIn(Browser(double), native).redirect["code"] ?? ""
            let changes = ["client_id": "native-app", "redirect_uri": "com.example.app:/callback"]
            let tokens = try client.token(OAuthClient.redeem(code, changes))
            (refreshToken, accessToken) = (tokens.string("refresh_token"), tokens.string("access_token"))
        }

        static func start(_ stores: OutsideStores) throws -> TestDouble {
            try TestDouble([TestOrganization.builtIn()], store: stores)
        }

        /// Whether the tokens are active, which changes nothing.
        func isActive(_ double: TestDouble) throws -> [Bool] {
            try [accessToken, refreshToken].map {
                try OAuthClient(double).introspect($0, clientID: "native-app")["active"] == true
            }
        }
    }

    /// What a double is, and what its store has.
    private struct Facts: Equatable {
        let org: JSONObject
        let answers: [String]
        let contents: OutsideStores.Contents

        init(_ holding: Holding) throws {
            let double = holding.double
            org = FixtureWriter(double.tenant.organization, withSecrets: true).fixture
            answers = try ["/clock", "/faults", "/keys", "/grants", "/snapshots", "/messages"].map { path in
                try ControlClient(double).get(path).text
            }
            contents = holding.stores.contents.mapValues { $0.filter { !$0.value.isEmpty } }
        }
    }

    @Test(arguments: changes)
    func `a change is made as a whole or not at all`(change: Change) throws {
        for count in 0..<200 {
            let holding = try Holding()
            let (stores, double) = (holding.stores, holding.double)
            let before = try Facts(holding)
            stores.operationsLeft = count
            var answer = try change.send(double)
            let isLast = stores.operationsLeft.map { $0 > 0 } ?? true
            stores.operationsLeft = nil
            if answer.status == 503 {
                #expect(try Facts(holding) == before, "after \(count) operations")
                #expect(try holding.isActive(double) == [true, true], "after \(count) operations")
                answer = try change.send(double)
            }
            #expect((200..<300).contains(answer.status), "after \(count) operations: \(answer)")
            let isDone = try change.isDone(double)
            #expect(isDone, "after \(count) operations")
            let org = FixtureWriter(double.tenant.organization, withSecrets: true).fixture
            let restarted = try Holding.start(stores)
            #expect(FixtureWriter(restarted.tenant.organization, withSecrets: true).fixture == org)
            let isDoneStill = try change.isDone(restarted)
            #expect(isDoneStill, "after \(count) operations and a restart")
            for double in [double, restarted] {
                if let answer = try change.goBack?(double) { #expect(answer.status == 200) }
                let isActive = try holding.isActive(double)
                #expect(isActive == (change.ends ? [false, false] : [true, true]), "after \(count) operations")
            }
            if isLast { return }
        }
        Issue.record("the change needs more than 200 operations")
    }

    @Test func `what a failure has left to end is ended by the next change`() throws {
        let holding = try Holding()
        let (stores, double) = (holding.stores, holding.double)
        let suspend = "/users/alice@example.com/lifecycle/suspend"
        // The grants are looked for after the commit, which is the first operation of the change that writes.
        let written = stores.commits.count
        for count in 0..<100 where stores.commits.count == written {
            stores.operationsLeft = count
            _ = try ManagementClient(double).post(suspend)
        }
        #expect(double.user("alice@example.com")?.status == .suspended)
        let unsuspend = "/users/alice@example.com/lifecycle/unsuspend"
        #expect(try ManagementClient(double).post(unsuspend).status == 503)
        #expect(double.user("alice@example.com")?.status == .suspended)
        stores.operationsLeft = nil
        #expect(stores.contents["main"]?["endings"]?.count == 1)
        #expect(try ManagementClient(double).post(unsuspend).status == 200)
        #expect(stores.contents["main"]?["endings"] == [:])
        #expect(try holding.isActive(double) == [false, false])
    }
}
