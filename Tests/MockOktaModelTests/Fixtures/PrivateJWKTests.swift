import MockOktaCrypto
import MockOktaFormats
import MockOktaModel
import Testing

/// A signing key as a JSON Web Key, as key generators and other servers write it.
@Suite struct PrivateJWKTests {
    /// Made for this test alone.
    private static let key: JSONObject = [
        "kty": "RSA",
        "kid": "from-jwk",
        "n": .string(
            "4Z_QWS3KZjwU9flhFbBO6lad5IH-F0htTygTcxcSOyRWtgAL8TYlZBP1eSI1YCljuO1wnGtYingLS6_5SJGjoN"
                + "7aClE7dgkQX2z-PMW1kk7-3jgHMOpUX9-pZbdwB6pHgulK3HGukDLHz2aCsTrh5S05zxBVp0ES4_ZxrXwVlXNo"
                + "VOvxvDedZXEgb7_tdl6PRGrPxHxR4TBanqwAX88Vs5lsYgmqyD2rrjEzv7JFi_iFR1REL7U4qI9V0ZoPTKMG3u"
                + "CdssvgEoemExvGd_nII6MsSrhwXrh9orkqMxuYuAsMqrWKgj63JuI9cSO-rDtZWvQocQOa5_C_oGD-91t45Q"
        ),
        "e": "AQAB",
        "d": .string(
            "C8jMGgxROPvEYICQ-JAH3yd9AbVkbxTiWLMQKP-4fQxN1x2zgfrBAzQjqxsFTKt8wOjt682Th0_zzxU24PpyYH"
                + "GjU8ygXW7lwwYvVT9CV4z2tOaaQYzLsWI-N8jX-h6Ds6u5tD_fzTpJw2RoSRd5Ov4cudrxjlXQxcVWdKg5fF-8"
                + "o0POBzDlwCtDaYtmZDiQe-eguK6K1eo4-m-BvDPsxpOLecie30V25bJN-Kg7iXsWx0UQxQrNU0ZPnoecxriFba"
                + "QkbfT3_yEVrfInNKPr3D-94VRxOtY-f0bVwyXsQfD7myi7UWlcmHNZ-BihNoLH2p_UCUqPLeYPHLtyzjy-AQ"
        ),
        "p": .string(
            "9mlO8-fimU_TIf_XEjEOHKY0bX04DzlDKV6rOGnLNXormFoKVYAQS8Uew1k5EEB26AV_wAi_NttqZgpdI-Jwcg"
                + "gYCsWDDN0GA4TaFkrGZjcCTNN322RGC-C-SERbzrbWIsxrsXLcXoPGiflhf73SiDFlvurtciws5gNToVVvYmU"
        ),
        "q": .string(
            "6mdt7Yah-jUaGUzsOg5F_9ua7Vx8nKqweOw0OPzYpmAlNHvDJ4UHmBB4ZnTRS03aSzAKzztCtlWVzMoQBhbcfT"
                + "GbxUB-c59TWvspJXW8W2evTCCyvd3Xrr72sQW7khLDkYhoBtHbgKmxi5J8-AWE_CKf8CIzJEllZElSgS4vFIE"
        ),
        "dp": .string(
            "giMT45TwA_A4nZg0yhLGVTMiNUEQvlmLsumgm-ajv9aJ96h2FLnR4XJ10M3qaT7ijZ953L3B3wL6qnGGx1Dr-g"
                + "10RRwTHlQMvQcI9wT-yzT6LgDxKBlJNTS4ygnwQrglV7OGnO0AnZoS3QOsDn7-FZehGLeSN95EyCWxoV8xuFE"
        ),
        "dq": .string(
            "VEt9rL2N4nzWNeMD0Jzxb2F6BYINDgoUDGhlH1lOUAajWoxnUf71DCpgIfhAi-QjbIaKXJvjEc8VX-AKgyYVhL"
                + "AiZH0c_Fd_kmhgE6iTZAuVbrsTjFQLDDyAWojFO3KkAeIcBtfRKCPeRWMYrdjOSh3phmHGInaCj94OXYZOSAE"
        ),
        "qi": .string(
            "tv2sajtd9pS2ABc3G9aJmsCuriJ4TufL_qQq8UyK_YH48z-kkufbqwnOJ2RGLu3g45djq3zUj-c8DlSbId9HYU"
                + "d5lykIMvaIvRjJVTKxOstC2pu2Lptqr8Ak-cdr6A8X_MlFBfXUe7hSs80Nx3eyN0n-gC8VCCQ6pi9orH_8WY8"
        ),
    ]

    private static func read(_ key: JSON, kid: String? = nil) -> FixtureResult {
        var signing: JSONObject = ["privateKey": key]
        signing["kid"] = kid.map { .string($0) }
        let fixture: JSON = [
            "authorizationServers": [["id": "default", "credentials": ["signing": .object(signing)]]]
        ]
        return FixtureReader.read([FixtureSource(name: "a.json", bytes: fixture.serialized())])
    }

    @Test func `a JWK is read, with its kid`() throws {
        let server = try #require(Self.read(.object(Self.key)).organization?.authorizationServer(at: "default"))
        #expect(server.signingKey.keyID == "from-jwk")
        let given = try #require(server.signingKey.privateKey)
        #expect(given.pem.hasPrefix("-----BEGIN RSA PRIVATE KEY-----\nMII"))
        guard case .rsa(let modulus, let exponent) = try given.parsed().publicKey.components else {
            Issue.record("not an RSA key")
            return
        }
        #expect(Base64URL.encode(modulus) == Self.key["n"]?.string)
        #expect(exponent == [1, 0, 1])
    }

    @Test func `a test key of a client may be a JWK too, and is checked`() {
        func problems(_ key: JSON) -> [String] {
            let fixture: JSON = ["mock": ["testKeys": ["web-app": key]]]
            let result = FixtureReader.read([FixtureSource(name: "a.json", bytes: fixture.serialized())])
            return result.problems.map(\.description)
        }
        #expect(problems(.object(Self.key)) == [])
        let expected =
            "a.json:1:32: mock.testKeys.web-app: is no usable key: the JWK has no kty RSA "
            + "(allowed: an RSA private key as PEM or JWK)"
        #expect(problems(["kty": "EC"]) == [expected])
    }

    @Test func `a kid beside it takes precedence`() throws {
        let server = Self.read(.object(Self.key), kid: "own").organization?.authorizationServer(at: "default")
        #expect(server?.signingKey.keyID == "own")
    }

    @Test func `what is exported is PEM, which is read again`() throws {
        let organization = try #require(Self.read(.object(Self.key)).organization)
        let pem = try #require(organization.authorizationServer(at: "default")?.signingKey.privateKey?.pem)
        let again = Self.read(.string(pem)).organization?.authorizationServer(at: "default")
        #expect(again?.signingKey.privateKey?.pem == pem)
    }

    private static func changed(_ name: String, _ value: JSON?) -> JSON {
        var key = key
        key[name] = value
        return .object(key)
    }

    private static let faults: [(JSON, String)] = [
        (changed("d", nil), "the JWK is a public key: it has no d"), (changed("p", nil), "the JWK has no p"),
        (changed("kty", "EC"), "the JWK has no kty RSA"),
        (changed("n", "!!"), "n of the JWK is not base64url of a number"),
        (changed("qi", 7), "the JWK has no qi"), ([:], "the JWK has no kty RSA"),
        (changed("e", "Aw"), "its private and its public half do not belong together"),
    ]

    @Test(arguments: faults)
    func `what is wrong with a JWK is told at its place`(key: JSON, reason: String) throws {
        let problem = try #require(Self.read(key).errors.first?.description)
        #expect(problem.contains(": authorizationServers[0].credentials.signing.privateKey: is no usable key: "))
        #expect(problem.hasSuffix("\(reason) (allowed: an RSA private key as PEM or JWK)"), "\(problem)")
    }

    @Test func `another value is neither`() throws {
        let problem = try #require(Self.read(7).errors.first?.description)
        #expect(problem.hasSuffix("is 7 (allowed: a string or an object)"))
    }
}
