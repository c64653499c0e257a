import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// A key that a fixture gives anew signs and verifies from then on.
struct GivenKeyTests {
    /// A fixture whose server `default` has one of the built-in org's keys, or none (0), under an id.
    private static func server(_ number: Int, kid: String = "k") -> String {
        let built = (try? TestOrganization.builtIn()) ?? ""
        let keys = (try? JSON.parse(Array(built.utf8))).map(pems) ?? []
        let key =
            number == 0
            ? "" : ", privateKey: \(String(decoding: JSON.string(keys[number - 1]).serialized(), as: UTF8.self))"
        return """
            {users: [{profile: {login: 'ann@example.com'}, credentials: {password: {value: 'pw'}}}],
             apps: [{client_id: 'g', client_secret: 'g-secret', grant_types: ['password']}],
             authorizationServers: [{id: 'default', credentials: {signing: {kid: '\(kid)'\(key)}},
               policies: [{name: 'P', conditions: {clients: {include: ['ALL_CLIENTS']}}, rules: [{name: 'R',
                 conditions: {grantTypes: {include: ['password']}, scopes: {include: ['*']}}}]}]}]}
            """
    }

    private static func pems(_ value: JSON) -> [String] {
        switch value {
        case .object(let object):
            object.members.flatMap { member in
                member.key == "privateKey" ? [member.value.string].compactMap(\.self) : pems(member.value)
            }
        case .array(let values): values.flatMap(pems)
        default: []
        }
    }

    private static func token(_ client: OAuthClient) throws -> String {
        let form = [
            ("grant_type", "password"), ("username", "ann@example.com"), ("password", "pw"), ("scope", "openid"),
        ]
        return try client.token(form, basic: ("g", "g-secret")).string("access_token")
    }

    private static func moduli(_ client: OAuthClient) throws -> [String] {
        let answer = Answer(try client.double.send(.get(client.base + "/v1/keys")))
        return (answer["keys"]?.array ?? []).compactMap { $0["n"]?.string }
    }

    private static func isActive(_ token: String, _ client: OAuthClient) throws -> Bool {
        try client.introspect(token, basic: ("g", "g-secret"))["active"] == true
    }

    @Test(.rule("keys.given-anew"), arguments: ["k", "other"], [false, true])
    func `it replaces the former one, under the same id or another, after rotations too`(
        kid: String,
        rotated: Bool
    ) throws {
        let client = OAuthClient(try TestDouble([Self.server(1)]))
        if rotated { _ = try ControlClient(client.double).post("/keys/rotate", ["server": "default"]) }
        let (before, old) = (try Self.moduli(client), try Self.token(client))
        #expect(try Self.isActive(old, client))
        try client.double.change(to: [Self.server(2, kid: kid)])
        let after = try Self.moduli(client)
        #expect(after.count == 1 && !before.contains(after[0]))
        #expect(try !Self.isActive(old, client))
        let new = try Self.token(client)
        #expect(try Self.isActive(new, client))
        try client.double.change(to: [Self.server(1)])
        let back = try Self.moduli(client)
        #expect(back.count == 1 && back[0] == before.last)
        #expect(try !Self.isActive(new, client))
        #expect(try Self.isActive(Self.token(client), client))
    }

    @Test func `another change of the org leaves rotated keys as they are`() throws {
        let client = OAuthClient(try TestDouble([Self.server(1)]))
        _ = try ControlClient(client.double).post("/keys/rotate", ["server": "default"])
        let before = try Self.moduli(client)
        try client.double.change(to: [Self.server(1), "{users: [{profile: {login: 'bob@example.com'}}]}"])
        #expect(try Self.moduli(client) == before && before.count == 2)
    }
}
