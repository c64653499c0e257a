import Logging
import MockOkta
import MockOktaCommandLine

/// Reloads the fixtures of a running server and logs the result.
struct FixtureReloading: Sendable {
    private let fixtures: MockOktaServer.Fixtures
    private let server: MockOktaServer
    private let log: Logger

    init(_ fixtures: MockOktaServer.Fixtures, _ server: MockOktaServer, _ log: Logger) {
        self.fixtures = fixtures
        self.server = server
        self.log = log
    }

    func watch(from stamp: FixtureStamp) throws(CommandFailure) -> FixtureWatch? {
        do throws(MockOktaError) {
            return try FixtureWatch(fixtures, from: stamp) { reload() }
        } catch {
            throw CommandFailure(error, settings: SettingSources())
        }
    }

    func reload() {
        do throws(MockOktaError) {
            let (org, followers) = try server.reload(fixtures)
            for warning in org.warnings { log.warning("\(warning)") }
            let others = followers.isEmpty ? "" : ", also in the orgs \(followers.joined(separator: ", "))"
            log.info("the fixtures have been reloaded\(others)")
        } catch {
            if case .badFixtures(let problems) = error {
                for problem in problems { log.error("\(problem)") }
            } else {
                log.error("\(error)")
            }
            log.error("the fixtures have not been reloaded; the org is unchanged")
        }
    }
}
