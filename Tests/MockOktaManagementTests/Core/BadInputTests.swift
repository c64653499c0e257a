import MockOktaEngine
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Whatever is sent to the Management API, it answers, and what it refuses changes nothing.
@Suite struct BadInputTests {
    /// Ten seeds of a thousand requests each.
    @Test(.rule("management.bad-input"), arguments: 0..<10)
    func `no input breaks an operation, and a refused one changes nothing`(seed: Int) throws {
        let double = try TestDouble(builtInAnd: "{}")
        var maker = ChangeMaker(seed: seed)
        for path in ["users", "groups", "apps", "authorizationServers", "authorizationServers/default/policies"] {
            maker.learn(from: try ManagementClient(double).get("/" + path).json)
        }
        var statuses: [Int: Int] = [:]
        for number in 0..<1000 {
            let request = maker.make()
            let before = double.tenant.organization
            let answer = Answer(try double.send(request))
            statuses[answer.status, default: 0] += 1
            let text = "seed \(seed), request \(number): \(Self.text(request)): \(answer)"
            #expect(answer.status < 500, "\(text)")
            if answer.status >= 400 || request.method == .get {
                #expect(double.tenant.organization === before, "a change was left behind: \(text)")
            }
            maker.learn(from: answer.json)
        }
        // Requests that are all refused would prove nothing.
        for status in [200, 201, 204, 400, 404] { #expect(statuses[status, default: 0] > 10, "\(statuses)") }
        let text = FixtureWriter(double.tenant.organization, withSecrets: true).fixture
        let again = String(decoding: JSON.object(text).serialized(), as: UTF8.self)
        #expect(throws: Never.self) { try TestOrganization.read([again]) }
    }

    private static func text(_ request: HTTPRequest) -> String {
        let target = request.path + (request.query.map { "?" + $0.prefix(200) } ?? "")
        return "\(request.method.rawValue) \(target) \(String(decoding: request.body, as: UTF8.self).prefix(900))"
    }
}
