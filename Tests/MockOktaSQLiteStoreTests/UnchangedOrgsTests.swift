#if SQLite
import MockOktaEngine
import MockOktaFormats
import MockOktaModel
import MockOktaSQLiteStore
import MockOktaTestSupport
import Testing

/// What a restart finds of orgs that nobody has changed.
@Suite struct UnchangedOrgsTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func start(_ overlay: String = "{}", clock: Instant = TestDouble.start) throws -> TestDouble {
        let store = try SQLiteStateStore(path: folder.path + "/state.db")
        return try TestDouble([TestOrganization.builtIn(), overlay], clock: clock, store: store)
    }

    @Test func `the clock goes on where it was, although a start names another time`() throws {
        for hours: Int64 in [0, 24, -24] {
            let double = try start(clock: TestDouble.start + .hours(hours))
            #expect(double.now == TestDouble.start)
        }
        let double = try start(clock: TestDouble.start + .hours(24))
        #expect(try ControlClient(double).post("/reset").status == 204)
        #expect(double.now == TestDouble.start + .hours(24))
    }

    @Test func `of isolated orgs at their limit, those that nobody has used give way after a restart, too`() throws {
        let fixture = "{mock: {limits: {tenants: 2}}}"
        do {
            let double = try start(fixture)
            #expect(try ControlClient(double).put("/orgs/used").status == 201)
            #expect(try Browser(double).get("/t/read/oauth2/default/v1/keys").status == 200)
        }
        let double = try start(fixture)
        try double.tenants.load()
        #expect(double.tenants.names == ["read", "used"])
        #expect(try Browser(double).get("/t/later/oauth2/default/v1/keys").status == 200)
        #expect(double.tenants.names == ["later", "used"])
    }

    @Test func `an org of whose use the file of a former program says nothing is known by its records`() throws {
        let fixture = "{mock: {limits: {tenants: 1}}}"
        do {
            let store = try SQLiteStateStore(path: folder.path + "/state.db")
            let double = try TestDouble([TestOrganization.builtIn(), fixture], store: store)
            let path = "/users/alice@example.com/lifecycle/suspend"
            #expect(try ManagementClient(double, base: "/t/used/api/v1").post(path).status == 200)
            let marks: any RecordStore<Tombstone> = store.engine(of: "tenant:used").store("marks")
            try marks.removeAll()
        }
        let double = try start(fixture)
        try double.tenants.load()
        #expect(try Browser(double).get("/t/later/oauth2/default/v1/keys").status == 503)
        let user = try ManagementClient(double, base: "/t/used/api/v1").get("/users/alice@example.com")
        #expect(user.string("status") == "SUSPENDED")
    }

    @Test func `an org that many make anew, remove and use at once answers all of them`() async throws {
        let double = try start()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<6 {
                group.addTask {
                    for _ in 0..<10 {
                        let control = ControlClient(double)
                        let answer =
                            switch number % 3 {
                            case 0: try control.put("/orgs/shared")
                            case 1: try control.delete("/orgs/shared")
                            default: try Browser(double).get("/t/shared/oauth2/default/v1/keys")
                            }
                        #expect([[201], [204, 404], [200]][number % 3].contains(answer.status))
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try ControlClient(double).put("/orgs/shared").status == 201)
        let path = "/users/alice@example.com/lifecycle/suspend"
        #expect(try ManagementClient(double, base: "/t/shared/api/v1").post(path).status == 200)
    }
}
#endif
