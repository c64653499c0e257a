import Logging
import MockOkta

/// Lets a running server follow its fixture files, and tells how that went.
struct FixtureReloading: Sendable {
    private let fixtures: MockOktaServer.Fixtures
    private let server: MockOktaServer
    private let log: Logger

    init(_ fixtures: MockOktaServer.Fixtures, _ server: MockOktaServer, _ log: Logger) {
        self.fixtures = fixtures
        self.server = server
        self.log = log
    }

    func watch() throws(CommandFailure) -> FixtureWatch? {
        do throws(MockOktaError) {
            return try FixtureWatch(fixtures) { reload() }
        } catch {
            throw CommandFailure(error, settings: SettingSources())
        }
    }

    func reload() {
        do throws(MockOktaError) {
            let org = try server.reload(fixtures)
            for warning in org.warnings { log.warning("\(warning)") }
            log.info("the fixtures have been reloaded")
        } catch {
            if case .badFixtures(let problems) = error {
                for problem in problems { log.error("\(problem)") }
            } else {
                log.error("\(error)")
            }
            log.error("the fixtures have not been reloaded; the org that ran goes on")
        }
    }
}
