import MockOktaCrypto
import MockOktaFormats
import MockOktaIssuing
import MockOktaMemoryStore
import MockOktaModel
import MockOktaTestSupport
import Testing

@Suite struct DPoPProofTests {
    private static let url = "https://okta.example/oauth2/default/v1/token"
    private static let now = TestDouble.start

    private let key: DPoPKey
    private let nonces = DPoPNonce(
        of: AuthorizationServerID(rawValue: "default"),
        sealedBy: TenantSecret(seed: 7, tenant: "main")
    )

    init() throws {
        key = try DPoPKey()
    }

    private func check(
        _ text: String,
        method: String = "POST",
        url: String = url,
        token: String? = nil,
        at now: Instant = now
    ) throws(Refusal) {
        let proof = try DPoPProof.read([text])
        try proof?.check(.init(method: method, urls: [url], accessToken: token), .optional(nonces), at: now)
    }

    private func reason(_ body: () throws(Refusal) -> Void) -> String? {
        do throws(Refusal) {
            try body()
            return nil
        } catch {
            guard case .oauth(let row) = error.answer else { return "not OAuth" }
            return row.name
        }
    }

    @Test(
        arguments: [
            (["typ": "jwt"], "invalid_dpop_proof_invalid_type"),
            (["typ": .null], "invalid_dpop_proof_invalid_type"),
            (["alg": "HS256"], "invalid_dpop_proof_invalid_signature_algorithm"),
            (["alg": "none"], "invalid_dpop_proof_invalid_signature_algorithm"),
            (["alg": .null], "invalid_dpop_proof_invalid_signature_algorithm"),
            (["alg": "ES384"], "invalid_dpop_proof_invalid_signature"),
            (["alg": "RS256"], "invalid_dpop_proof_invalid_signature"),
            (["jwk": .null], "invalid_dpop_proof"),
            (["jwk": ["kty": "oct", "k": "AAAA"]], "invalid_dpop_proof"),
            (["jwk": ["kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"]], "invalid_dpop_proof"),
            (["crit": ["b64"]], "invalid_dpop_proof_invalid_jwt"),
        ] as [(JSONObject, String)]
    )
    func `a header that is not that of a proof is refused`(header: JSONObject, row: String) throws {
        let text = try key.proof("POST", Self.url, header: header)
        #expect(reason { () throws(Refusal) in try check(text) } == row)
    }

    @Test func `a private key in the header is refused, though the signature is right`() throws {
        var jwk = key.jwk
        jwk["d"] = "AAAA"
        let text = try key.proof("POST", Self.url, header: ["jwk": .object(jwk)])
        #expect(reason { () throws(Refusal) in try check(text) } == "invalid_dpop_proof")
    }

    @Test(
        arguments: [
            (["htm": "GET"], "invalid_dpop_proof_invalid_htm"),
            (["htm": "post"], "invalid_dpop_proof_invalid_htm"),
            (["htm": .null], "invalid_dpop_proof_invalid_htm"),
            (["htu": "https://okta.example/oauth2/v1/token"], "invalid_dpop_proof_invalid_htu"),
            (["htu": "http://okta.example/oauth2/default/v1/token"], "invalid_dpop_proof_invalid_htu"),
            (["htu": .null], "invalid_dpop_proof_invalid_htu"),
            (["iat": .null], "invalid_dpop_proof_invalid_iat"),
            (["iat": "now"], "invalid_dpop_proof_invalid_iat"),
            (["iat": 1_767_225_601], "invalid_dpop_proof_jwt_issued_in_future"),
            (["iat": 1_767_225_300], "invalid_dpop_proof_jwt_too_old"),
            (["exp": 1_767_225_600], "invalid_dpop_proof_jwt_expired"),
            (["exp": "soon"], "invalid_dpop_proof_jwt_expired"),
            (["jti": .null], "invalid_dpop_proof_invalid_jti"),
            (["jti": 7], "invalid_dpop_proof_invalid_jti"),
            (["jti": ""], "invalid_dpop_proof_invalid_jti"),
            (["nonce": "stale"], "use_dpop_nonce"),
            (["nonce": 7], "use_dpop_nonce"),
        ] as [(JSONObject, String)]
    )
    func `a claim that does not fit the request is refused`(claims: JSONObject, row: String) throws {
        let text = try key.proof("POST", Self.url, claims: claims)
        #expect(reason { () throws(Refusal) in try check(text) } == row)
    }

    @Test(arguments: [
        "https://okta.example/oauth2/default/v1/token", "https://okta.example/oauth2/default/v1/token?x=1",
        "https://okta.example/oauth2/default/v1/token#part", "HTTPS://Okta.Example:443/oauth2/default/v1/token",
    ])
    func `htu is compared in normal form, without query and fragment`(url: String) throws {
        let text = try key.proof("POST", url)
        #expect(reason { () throws(Refusal) in try check(text) } == nil)
    }

    @Test func `the first wrong thing in the order of RFC 9449 is reported`() throws {
        let wrong: JSONObject = ["htm": "GET", "htu": "x", "nonce": "x", "iat": "x", "jti": .null]
        let order = [
            ("invalid_dpop_proof_invalid_htm", "htm", JSON.string("POST")),
            ("invalid_dpop_proof_invalid_htu", "htu", .string(Self.url)),
            ("use_dpop_nonce", "nonce", .string(nonces.current(at: Self.now))),
            ("invalid_dpop_proof_invalid_iat", "iat", 1_767_225_600),
            ("invalid_dpop_proof_invalid_jti", "jti", "a"),
        ]
        var claims = wrong
        for (row, name, right) in order {
            let text = try key.proof("POST", Self.url, claims: claims)
            #expect(reason { () throws(Refusal) in try check(text) } == row)
            claims[name] = right
        }
        let text = try key.proof("POST", Self.url, claims: claims)
        #expect(reason { () throws(Refusal) in try check(text) } == nil)
    }

    @Test(arguments: ["", "a.b.c", "a.b", "e30.e30.", "no proof"])
    func `what is no JWT is no proof`(text: String) {
        #expect(reason { () throws(Refusal) in try check(text) } != nil)
    }

    @Test func `several fields are refused, none is no proof`() throws {
        let text = try key.proof("POST", Self.url)
        #expect(
            reason { () throws(Refusal) in _ = try DPoPProof.read([text, text]) }
                == "invalid_dpop_proof_multiple_headers_not_allowed"
        )
        #expect(try DPoPProof.read([]) == nil)
    }

    @Test func `ath is the hash of the access token`() throws {
        let right = try key.proof("GET", Self.url, claims: ["ath": .string(DPoPKey.hash(of: "token"))])
        #expect(reason { () throws(Refusal) in try check(right, method: "GET", token: "token") } == nil)
        #expect(
            reason { () throws(Refusal) in try check(right, method: "GET", token: "other") } == "dpop_proof_invalid_ath"
        )
        let missing = try key.proof("GET", Self.url)
        #expect(
            reason { () throws(Refusal) in try check(missing, method: "GET", token: "token") }
                == "dpop_proof_invalid_ath"
        )
    }

    @Test func `a proof is good for five minutes`() throws {
        let text = try key.proof("POST", Self.url)
        let last = Self.now + TimeSpan(microseconds: 299_999_999)
        #expect(reason { () throws(Refusal) in try check(text, at: last) } == nil)
        #expect(
            reason { () throws(Refusal) in try check(text, at: Self.now + .minutes(5)) }
                == "invalid_dpop_proof_jwt_too_old"
        )
    }

    @Test func `the thumbprint is that of RFC 7638`() throws {
        // RFC 7638 §3.1.
        let modulus = """
            0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3\
            oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdA\
            ZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-\
            kEgU8awapJzKnqDKgw
            """
        let jwk: JSONObject = ["kty": "RSA", "n": .string(modulus), "e": "AQAB", "alg": "RS256", "kid": "2011-04-29"]
        let key = try #require(JWK.publicKey(jwk))
        #expect(JWK.thumbprint(of: key) == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
    }

    @Test func `of fifty concurrent uses of one proof one succeeds`() async throws {
        let proof = try #require(try DPoPProof.read([key.proof("POST", Self.url)]))
        let spent = Records(MemoryStore<Tombstone>(), name: "records")
        let successes = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 {
                group.addTask { (try? proof.spend(in: spent, at: Self.now)) != nil }
            }
            return await group.reduce(0) { $1 ? $0 + 1 : $0 }
        }
        #expect(successes == 1)
        #expect(throws: Refusal.self) { try proof.spend(in: spent, at: Self.now + TimeSpan(microseconds: 299_999_999)) }
    }
}
