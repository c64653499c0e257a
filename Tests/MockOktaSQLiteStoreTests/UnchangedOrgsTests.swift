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
}
#endif
