import MockOktaCrypto
import MockOktaEngine
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import MockOktaTestSupport
import Testing

/// What a client checks of the server's keys, of a token answer and of an ID token (OpenID Connect Core §3.1.3.7).
struct IDTokenCheck {
    private let party: RelyingParty
    private let nonce: String?
    private let keys: [JSONObject]

    init(_ party: RelyingParty, nonce: String?, keys: JSON) {
        self.party = party
        self.nonce = nonce
        self.keys = keys["keys"]?.array?.compactMap(\.object) ?? []
    }

    /// Public halves only, each with an id of its own (RFC 7517 §4.5).
    func checkKeys() {
        #expect(!keys.isEmpty)
        let ids = keys.compactMap { $0["kid"]?.string }
        #expect(ids.count == keys.count && Set(ids).count == ids.count)
        for key in keys {
            #expect(JWK.publicKey(key) != nil)
            for name in ["d", "p", "q", "dp", "dq", "qi", "k"] { #expect(key[name] == nil) }
        }
    }

    func verify(_ text: String, accessToken: String? = nil, code: String? = nil) throws -> JSONObject {
        let jwt = try #require(JWT(text))
        #expect(jwt.algorithm == "RS256")
        let key = try #require(keys.first { $0["kid"]?.string == jwt.keyID }.flatMap { JWK.publicKey($0) })
        #expect(key.verify(jwt.signature, for: jwt.signingInput, algorithm: .rs256))
        try checkClaims(jwt.claims)
        #expect(jwt.claims["nonce"]?.string == nonce)
        #expect(accessToken == nil || jwt.claims["at_hash"]?.string == accessToken.map(Self.halfHash))
        #expect(code == nil || jwt.claims["c_hash"]?.string == code.map(Self.halfHash))
        return jwt.claims
    }

    func verify(tokenAnswer answer: Answer) throws -> JSONObject {
        try #require(answer.status == 200, "\(answer)")
        #expect(answer.field("Content-Type") == "application/json")
        #expect(answer.field("Cache-Control")?.contains("no-store") == true)
        #expect(answer.string("token_type").lowercased() == "bearer")
        #expect(answer["expires_in"]?.integer.map { $0 > 0 } == true)
        let accessToken = try #require(answer["access_token"]?.string)
        if let refreshToken = answer["refresh_token"]?.string { #expect(Self.isLegal(refreshToken)) }
        return try verify(answer.string("id_token"), accessToken: accessToken)
    }

    private func checkClaims(_ claims: JSONObject) throws {
        #expect(claims["iss"]?.string == party.issuer)
        #expect(claims["aud"]?.string == party.client.id)
        #expect(claims["azp"] == nil || claims["azp"]?.string == party.client.id)
        let subject = try #require(claims["sub"]?.string)
        #expect(!subject.isEmpty && subject.utf8.count <= 255 && subject.allSatisfy(\.isASCII))
        let issued = try #require(claims["iat"]?.integer)
        let expires = try #require(claims["exp"]?.integer)
        #expect(Int64(issued) == party.double.tenant.now.seconds)
        #expect(expires > issued)
        #expect(claims["auth_time"]?.integer.map { $0 <= issued } == true)
        #expect(claims["updated_at"] == nil || claims["updated_at"]?.integer != nil)
    }

    /// Visible ASCII, as RFC 6749 appendix A.17 has it.
    private static func isLegal(_ token: String) -> Bool {
        !token.isEmpty && token.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }

    private static func halfHash(_ text: String) -> String {
        Base64URL.encode(SHA256.digest(Array(text.utf8)).prefix(16))
    }
}
