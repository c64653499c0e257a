import MockOkta
import MockOktaCommandLine
import MockOktaTestSupport
import Testing

struct OrgSummaryTests {
    private struct Started {
        let okta: MockOktaServer
        let summary: OrgSummary

        init(_ fixtures: MockOktaServer.Fixtures) throws {
            let org = try LoadedOrg(fixtures)
            okta = try MockOktaServer(org, MockOktaServer.Configuration()) { _ in }
            summary = OrgSummary(okta, madeSecrets: org.madeSecrets)
        }

        func answer(to example: ExampleRequest) throws -> RawClient.Answer {
            let path = String(example.url.dropFirst(okta.url.count))
            if example.form.isEmpty { return try okta.get(path) }
            let basic = example.basic.isEmpty ? nil : example.basic.joined(separator: ":")
            return try okta.post(path, example.form.map { ($0.name, $0.value) }, basic: basic)
        }
    }

    @Test(arguments: [
        ("the built-in org", MockOktaServer.Fixtures.builtIn, ["client_credentials", "password"]),
        ("an org of one public client", .json(Self.publicClient), ["password", "well-known"]),
        (
            "an org of one web app", .json(#"{apps: [{client_id: "x", redirect_uris: ["http://h/"]}]}"#),
            ["well-known", "authorize?"]
        ),
        ("an org of nothing", .json("{}"), ["well-known"]),
        ("an org whose policies let nobody in", .json(Self.closed), ["well-known"]),
    ])
    func `the examples work`(_ name: String, fixtures: MockOktaServer.Fixtures, told: [String]) throws {
        let started = try Started(fixtures)
        defer { started.okta.stop() }
        let examples = started.summary.examples
        #expect(examples.count == told.count, "\(name)")
        for (example, word) in zip(examples, told) {
            #expect(example.curl.contains(word), "\(name)")
            #expect(try started.answer(to: example).status == 200, "\(example.curl)")
        }
    }

    private static let publicClient = """
        {users: [{profile: {login: "it's me"}, credentials: {password: {value: "a b'c&d"}}}],
         apps: [{client_id: "native", application_type: "native", redirect_uris: ["app:/callback"],
                 grant_types: ["authorization_code", "password"]}]}
        """

    private static let closed = """
        {apps: [{client_id: "s", client_secret: "t", application_type: "service"}],
         authorizationServers: [{id: "default", scopes: [{name: "read"}], policies: []}]}
        """

    @Test func `words that a shell would read otherwise are quoted`() throws {
        let started = try Started(.json(Self.publicClient))
        defer { started.okta.stop() }
        let curl = started.summary.examples[0].curl
        #expect(curl.contains("-d username=it%27s+me -d password=a+b%27c%26d"))
    }

    @Test func `issuers, clients and users are told as the fixture has them`() throws {
        let started = try Started(.builtIn)
        defer { started.okta.stop() }
        let (summary, url) = (started.summary, started.okta.url)
        #expect(summary.issuers == ["\(url)/oauth2/default", "\(url)/oauth2/short", url])
        let clients = summary.clients.map { "\($0.id) \($0.type) \($0.credential)" }
        #expect(clients.contains("web-app web web-secret"))
        #expect(clients.contains("spa-app browser no secret"))
        #expect(clients.contains("key-app service private_key_jwt"))
        let users = summary.users.map { "\($0.login) \($0.password) \($0.status ?? "")" }
        #expect(users.contains("alice@example.com Alice-pw-1 "))
        #expect(users.contains("locked@example.com Locked-pw-1 LOCKED_OUT"))
    }

    @Test func `a made secret is shown`() throws {
        let started = try Started(.json(#"{apps: [{client_id: "x"}]}"#))
        defer { started.okta.stop() }
        #expect(started.summary.clients[0].credential.hasSuffix(" (made: the fixture has none)"))
    }
}
