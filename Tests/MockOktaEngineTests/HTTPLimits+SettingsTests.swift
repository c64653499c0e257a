import MockOktaEngine
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

struct HTTPLimitsSettingsTests {
    private func limits(_ member: String) throws -> HTTPLimits {
        let organization = try TestOrganization.read(["{mock: {limits: {\(member)}}}"])
        return HTTPLimits(organization.settings)
    }

    /// The others limit the engine.
    private static let others = ["tenants", "journalBytes", "parameters", "snapshots", "faults", "pushedRequests"]
    private static let names = FixtureSchema.limits.names.filter { !others.contains($0) }

    @Test(arguments: names)
    func `every limit that a fixture may name is taken over`(name: String) throws {
        let set = try limits("\(name): 7")
        #expect(set != HTTPLimits())
        #expect("\(set)".contains("\(name): 7"))
    }

    @Test func `times are ISO 8601 or seconds`() throws {
        #expect(try limits("bodyTime: 'PT1M30S'").bodyTime == .seconds(90))
        #expect(try limits("bodyTime: 'PT0.25S'").bodyTime == .milliseconds(250))
        #expect(try limits("bodyTime: 3").bodyTime == .seconds(3))
    }

    @Test func `what is not named keeps its default`() throws {
        var expected = HTTPLimits()
        expected.body = 9
        #expect(try limits("body: 9") == expected)
        #expect(try limits("") == HTTPLimits())
    }
}
