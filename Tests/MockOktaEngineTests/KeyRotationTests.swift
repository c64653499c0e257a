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
