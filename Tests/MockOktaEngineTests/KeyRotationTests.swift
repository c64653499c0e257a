import MockOktaEngine
import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

@Suite struct KeyRotationTests {
    private func token(_ client: OAuthClient) throws -> String {
        let form = [
            ("grant_type", "password"), ("username", "alice@example.com"), ("password", "Alice-pw-1"),
            ("scope", "openid"),
        ]
        return try client.token(form, basic: OAuthClient.web).string("access_token")
    }

    private func keyIDs(_ client: OAuthClient) throws -> [String] {
        let answer = Answer(try client.double.send(HTTPRequest(method: .get, path: client.base + "/v1/keys")))
        return (answer["keys"]?.array ?? []).compactMap { $0["kid"]?.string }
    }

    private func rotate(_ double: TestDouble, _ body: String) throws -> Answer {
        Answer(try double.send(HTTPRequest(method: .post, path: "/_mock/keys/rotate", body: Array(body.utf8))))
    }

    private func signer(of token: String) -> String? {
        let header = token.split(separator: ".").first.flatMap { Base64URL.decode($0) }
        return header.flatMap { try? JSON.parse($0) }?["kid"]?.string
    }

    @Test func `keys of former rotations are forgotten, and only the latest stay published`() throws {
        let client = OAuthClient(try TestDouble())
        var counts: Set<Int> = []
        for _ in 1...60 {
            #expect(try rotate(client.double, #"{"server":"default"}"#).status == 200)
            counts.insert(client.double.tenant.keys.successorCount)
        }
        #expect(counts.max() == 18)
        #expect(try keyIDs(client).count == 5)
    }

    @Test func `the control API lists every server's published keys with their status`() throws {
        let double = try TestDouble()
        let control = ControlClient(double)
        _ = try control.post("/keys/rotate", ["server": "short"])
        let keys = try #require(try control.get("/keys")["keys"]?.array)
        let rows = keys.map { ($0["server"]?.string ?? "") + " " + ($0["status"]?.string ?? "") }
        #expect(rows == ["org ACTIVE", "default ACTIVE", "short ACTIVE", "short EXPIRED"])
        let published = Answer(try double.send(.get("/oauth2/short/v1/keys")))["keys"]?.array
        #expect(published == keys.suffix(2).compactMap { $0["jwk"] })
        #expect(keys.allSatisfy { $0["jwk"]?["d"] == nil && $0["jwk"]?["kid"] == $0["kid"] })
        double.advance(45 * Self.day)
        let later = try control.get("/keys")["keys"]?.array?.filter { $0["server"] == "short" }
        #expect(later?.map { $0["status"] } == ["ACTIVE", "NEXT", "EXPIRED"])
    }

    @Test(arguments: TestedServer.allCases)
    func `after a rotation the new key signs, and tokens of the old one still verify`(server: TestedServer) throws {
        let client = OAuthClient(try TestDouble(), server: server.address)
        let old = try token(client)
        let before = try keyIDs(client)
        #expect(try rotate(client.double, #"{"server":"\#(server.controlName)"}"#).status == 200)
        let after = try keyIDs(client)
        #expect(before.count == 1 && after.count == 2 && after[1] == before[0])
        #expect(signer(of: try token(client)) == after[0])
        #expect(try client.introspect(old, basic: OAuthClient.web)["active"] == true)
        #expect(try client.userInfo(old).status == 200)
    }

    @Test(arguments: TestedServer.allCases)
    func `a retired key is gone, and with it its tokens`(server: TestedServer) throws {
        let client = OAuthClient(try TestDouble(), server: server.address)
        let old = try token(client)
        let before = try keyIDs(client)
        _ = try rotate(client.double, #"{"server":"\#(server.controlName)","retire":true}"#)
        let after = try keyIDs(client)
        #expect(after.count == 1 && after != before)
        #expect(try client.introspect(old, basic: OAuthClient.web).text == #"{"active":false}"#)
        #expect(try client.userInfo(old).status == 401)
        #expect(try client.introspect(token(client), basic: OAuthClient.web)["active"] == true)
    }

    private static let day: Int64 = 86_400

    @Test(arguments: TestedServer.allCases)
    func `the next key is published 45 days after the last rotation, and signs after the next`(
        server: TestedServer
    ) throws {
        let client = OAuthClient(try TestDouble(), server: server.address)
        let first = try keyIDs(client)
        client.double.advance(45 * Self.day - 1)
        #expect(try keyIDs(client) == first)
        client.double.advance(1)
        let announced = try keyIDs(client)
        #expect(announced.count == 2 && announced.first == first.first)
        #expect(signer(of: try token(client)) == first[0])
        _ = try rotate(client.double, #"{"server":"\#(server.controlName)"}"#)
        #expect(try keyIDs(client) == announced.reversed())
        #expect(signer(of: try token(client)) == announced[1])
        client.double.advance(45 * Self.day)
        let again = try keyIDs(client)
        #expect(again.count == 3 && [again[0], again[2]] == announced.reversed())
        _ = try rotate(client.double, #"{"server":"\#(server.controlName)","retire":true}"#)
        #expect(try keyIDs(client) == [again[1]])
    }

    @Test func `a key that is called unpublished is so after any number of rotations`() throws {
        let client = OAuthClient(try TestDouble())
        let order = #"{"kind":"access","client":"web-app","user":"alice@example.com","broken":"unpublished_key"}"#
        var tokens: [String] = []
        for _ in 0..<9 {
            client.double.advance(45 * Self.day)
            let request = HTTPRequest(method: .post, path: "/_mock/tokens", body: Array(order.utf8))
            let token = Answer(try client.double.send(request)).string("token")
            #expect(try !keyIDs(client).contains(signer(of: token) ?? ""))
            tokens.append(token)
            for token in tokens {
                #expect(try client.introspect(token, basic: OAuthClient.web)["active"] == false)
            }
            _ = try rotate(client.double, "{}")
        }
    }

    @Test func `a reset takes the announcement back`() throws {
        let client = OAuthClient(try TestDouble())
        client.double.advance(45 * Self.day)
        let announced = try keyIDs(client)
        _ = try rotate(client.double, "{}")
        _ = Answer(try client.double.send(HTTPRequest(method: .post, path: "/_mock/reset")))
        #expect(try keyIDs(client) == [announced[0]])
    }

    @Test func `one server's rotation leaves the others' keys alone`() throws {
        let double = try TestDouble()
        let short = OAuthClient(double, server: "short")
        let before = try keyIDs(short)
        _ = try rotate(double, #"{"server":"default"}"#)
        #expect(try keyIDs(short) == before)
        _ = try rotate(double, "{}")
        #expect(try keyIDs(short).count == 2)
    }
}

/// The servers that a rule must hold on.
enum TestedServer: String, CaseIterable, Sendable {
    case org
    case custom = "default"

    /// The `{server}` of its paths; nil for the org server.
    var address: String? { self == .org ? nil : rawValue }
    var controlName: String { rawValue }
}
