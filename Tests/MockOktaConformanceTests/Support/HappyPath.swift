import MockOktaFormats
import MockOktaTestSupport
import Testing

/// What a happy path brought, every part of it verified.
struct Tokens {
    var accessToken: String?
    /// The claims of each ID token, the front channel's first.
    var idTokens: [JSONObject] = []
    var idTokenTexts: [String] = []
    var code: String?
    var tokenAnswer: Answer?
    var userInfo: Answer?

    var subject: String? { idTokens.first?["sub"]?.string }
    var authenticated: Int? { idTokens.first?["auth_time"]?.integer }
    var refreshToken: String? { tokenAnswer?["refresh_token"]?.string }
}

/// The checks that every module makes of whatever succeeds (OpenID Connect Core §3.1.2.5 to §3.3.3.8).
struct HappyPath {
    let party: RelyingParty
    let request: FormParameters
    private let verifier: IDTokenCheck

    init(_ party: RelyingParty, _ request: [(String, String)]) throws {
        self.party = party
        self.request = FormParameters(request)
        let discovery = try party.discovery()
        #expect(discovery["issuer"]?.string == party.issuer)
        verifier = IDTokenCheck(party, nonce: self.request["nonce"], keys: try party.keys())
        verifier.checkKeys()
    }

    /// Runs a request to its end in a browser that is asked to sign in where it must.
    @discardableResult
    static func run(
        _ party: RelyingParty,
        _ browser: Browser,
        _ changes: [String: String?] = [:],
        verifier: String? = nil
    ) throws -> Tokens {
        let request = party.request(changes)
        let answer = try party.authorize(browser, request)
        return try HappyPath(party, request).verify(answer, verifier: verifier)
    }

    func verify(_ answer: AuthorizationAnswer, verifier codeVerifier: String? = nil) throws -> Tokens {
        checkResponse(answer)
        var tokens = Tokens(accessToken: answer["access_token"], code: answer["code"])
        if let text = answer["id_token"] {
            tokens.idTokenTexts.append(text)
            tokens.idTokens.append(try verifier.verify(text, accessToken: tokens.accessToken, code: tokens.code))
        }
        if let code = tokens.code { try redeem(code, codeVerifier, &tokens) }
        try checkUserInfo(&tokens)
        return tokens
    }

    private func checkResponse(_ answer: AuthorizationAnswer) {
        let variation = party.variation
        let channel: AuthorizationAnswer.Channel =
            variation.isFormPost ? .form : variation.responseType == "code" ? .query : .fragment
        #expect(answer.channel == channel)
        #expect(answer["error"] == nil, "\(answer)")
        #expect(answer["state"] == request["state"])
        #expect(answer.parameters.duplicatedNames.isEmpty)
        #expect(answer["iss"].map { $0 == party.issuer } != false)
        #expect((answer["code"] != nil) == variation.hasCode)
        #expect((answer["id_token"] != nil) == variation.hasIDToken)
        #expect((answer["access_token"] != nil) == variation.hasToken)
        guard variation.hasToken else { return }
        #expect(answer["token_type"]?.lowercased() == "bearer")
        #expect(answer["expires_in"].flatMap { Int($0) }.map { $0 > 0 } == true)
    }

    private func redeem(_ code: String, _ codeVerifier: String?, _ tokens: inout Tokens) throws {
        let answer = try party.redeem(code, verifier: codeVerifier)
        tokens.tokenAnswer = answer
        let claims = try verifier.verify(tokenAnswer: answer)
        if let front = tokens.idTokens.first {
            #expect(front["sub"] == claims["sub"])
            #expect(front["iss"] == claims["iss"])
            #expect(front["auth_time"] == claims["auth_time"])
        }
        tokens.idTokens.append(claims)
        tokens.idTokenTexts.append(answer.string("id_token"))
        tokens.accessToken = answer["access_token"]?.string
    }

    private func checkUserInfo(_ tokens: inout Tokens) throws {
        guard let token = tokens.accessToken else { return }
        let answer = try party.http.userInfo(token)
        #expect(answer.status == 200, "\(answer)")
        #expect(answer.field("Content-Type") == "application/json")
        #expect(answer["sub"]?.string == tokens.subject)
        tokens.userInfo = answer
    }
}
