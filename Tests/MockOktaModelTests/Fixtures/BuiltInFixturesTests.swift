import MockOktaCrypto
import MockOktaFormats
import MockOktaModel
import Testing

struct BuiltInFixturesTests {
    @Test(arguments: ["default.json", "okta-docs.json"])
    func `the fixtures of the repository have no problem`(name: String) {
        let result = FixtureReader.read([fixtureFile(name)])
        #expect(lines(result) == [])
        #expect(result.organization != nil)
        #expect(result.madeSecrets.isEmpty)
    }

    @Test func `the built-in org is the same without the check that a start leaves out`() throws {
        var source = fixtureFile("default.json")
        let expected = try #require(FixtureReader.read([source]).organization)
        source.isChecked = true
        let result = FixtureReader.read([source])
        let org = try #require(result.organization)
        #expect(lines(result) == [])
        #expect(FixtureWriter(org, withSecrets: true).fixture == FixtureWriter(expected, withSecrets: true).fixture)
    }

    @Test func `a file beside the built-in org is checked`() throws {
        var source = fixtureFile("default.json")
        source.isChecked = true
        let other = FixtureSource(name: "mine.json", bytes: Array(#"{"mock": {"tokenz": 1}}"#.utf8))
        #expect(FixtureReader.read([source, other]).organization == nil)
    }

    @Test(arguments: ["default.json", "okta-docs.json"])
    func `the fixtures of the repository are strict JSON, pretty and without a duplicate`(name: String) throws {
        let bytes = fixtureFile(name).bytes
        _ = try JSON.parse(bytes)
        #expect(!bytes.contains(UInt8(ascii: "\t")))
        #expect(bytes.last == UInt8(ascii: "\n"))
    }

    @Test(arguments: ["default.json", "okta-docs.json"])
    func `every key of a fixture is published under its thumbprint`(name: String) throws {
        let organization = try #require(FixtureReader.read([fixtureFile(name)]).organization)
        for server in organization.allServers {
            let key = try #require(server.signingKey.privateKey).parsed()
            #expect(server.signingKey.keyID == thumbprint(key.publicKey))
        }
    }

    private func thumbprint(_ key: PublicKey) -> String {
        let e = Base64URL.encode(key.exponent ?? [])
        let n = Base64URL.encode(key.modulus ?? [])
        return Base64URL.encode(SHA256.digest(Array(#"{"e":"\#(e)","kty":"RSA","n":"\#(n)"}"#.utf8)))
    }

    @Test func `the built-in org holds what its documentation says`() throws {
        let org = try #require(FixtureReader.read([fixtureFile("default.json")]).organization)
        let alice = try #require(org.user(login: "alice@example.com"))
        #expect(org.groupNames(of: alice) == ["Everyone", "Admins"])
        #expect(org.user(login: "locked@example.com")?.status == .lockedOut)
        #expect(org.application(clientID: "web-app")?.secrets == ["web-secret"])
        #expect(org.application(clientID: "spa-app")?.refreshTokenRotation == .rotate(leeway: .seconds(0)))
        #expect(org.application(clientID: "native-app")?.refreshTokenRotation == .rotate(leeway: .seconds(30)))
        #expect(org.application(clientID: "jwt-app")?.secrets.map(\.count) == [40])
        #expect(org.contents.apiTokens.map(\.token) == ["mock-api-token"])
        #expect(org.contents.trustedOrigins.map(\.origin) == ["http://localhost:3000", "http://localhost:5173"])
        let short = try #require(org.authorizationServer(at: "short"))
        #expect(short.policies.map(\.clients) == [.only(["web-app"]), .all])
        let lifetimes = TokenLifetimes(accessMinutes: 5, refreshMinutes: 60, windowMinutes: 10)
        #expect(short.policies.first?.rules.map(\.lifetimes) == [lifetimes])
    }

    @Test func `the private key of key-app belongs to its published key`() throws {
        let org = try #require(FixtureReader.read([fixtureFile("default.json")]).organization)
        let pem = try #require(org.settings.source["testKeys"]?["key-app"]?.string)
        let jwk = try #require(org.application(clientID: "key-app")?.jwks?["keys"]?.array?.first)
        #expect(jwk["kid"]?.string == thumbprint(try RSAPrivateKey(pem: pem).publicKey))
    }
}
