import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// An authorize request all of whose parameters have been judged; what remains is the user.
struct AuthorizeRequest {
    enum Prompt: String, CaseIterable {
        case none, login, consent
    }

    let client: Application
    let redirectURI: String
    let responseTypes: ResponseTypeSet
    let scopes: ChosenScopes
    let nonce: String?
    let codeChallenge: String?
    /// The thumbprint of the key whose DPoP proof must come with the code (RFC 9449 §10).
    let keyThumbprint: String?
    let prompts: Set<Prompt>
    /// Seconds since the user last proved who they are, at most.
    let maxAge: Int64?
    let loginHint: String?
    /// The user of `id_token_hint`; nil where there is none.
    let hintedUser: UserID?
    /// What the tokens will say of `acr_values`.
    let contextClass: String?

    /// Checks the parameters in the order in which Okta reports what is wrong.
    ///
    /// - Parameters:
    ///   - parameters: of the request.
    ///   - target: whose redirect URI has been checked.
    ///   - types: the response types, checked with the response mode before all this.
    ///   - context: for the server and the switches.
    /// - Throws: `Refusal` with the first thing that is wrong.
    init(
        _ parameters: AuthorizeParameters,
        _ target: AuthorizeClient,
        _ types: ResponseTypeSet,
        _ context: RequestContext
    ) throws(Refusal) {
        client = target.client
        redirectURI = target.redirectURI
        responseTypes = types
        guard parameters["state"] != nil else { throw Refusal(.invalidState, why: "state is absent or empty") }
        prompts = try Self.prompts(parameters["prompt"], parameters)
        maxAge = try Self.maxAge(parameters["max_age"])
        guard maxAge != 0 || !prompts.contains(.none) else {
            throw Refusal(.invalidPromptForZeroMaxAge, why: "max_age 0 asks for the sign-in that prompt none forbids")
        }
        nonce = parameters["nonce"]
        guard nonce != nil || types == [.code] else {
            throw Refusal(.invalidNonce, why: "nonce is absent or empty, and tokens come from /authorize itself")
        }
        codeChallenge = try CodeChallenge.check(parameters, client, types)
        keyThumbprint = try Self.thumbprint(parameters["dpop_jkt"])
        scopes = try AuthorizeScopes.check(parameters["scope"], client, types, context)
        loginHint = parameters["login_hint"]
        hintedUser = try Self.hintedUser(parameters["id_token_hint"], context)
        contextClass = try ContextClass.choose(parameters["acr_values"])
        try Self.refuseWhatIsNotServed(parameters)
    }

    /// The grant types that policies are asked about: one for codes, one for tokens at the front channel.
    var grantTypes: [GrantType] {
        (responseTypes.contains(.code) ? [.authorizationCode] : [])
            + (responseTypes == [.code] ? [] : [.implicit])
    }

    private static func prompts(
        _ text: String?,
        _ parameters: AuthorizeParameters
    ) throws(Refusal) -> Set<Prompt> {
        guard let text else { return [] }
        if text == "idp_refresh" {
            guard parameters["idp"] != nil else {
                throw Refusal(.invalidPromptIDPRefreshWithoutIDPParam, why: "prompt is idp_refresh, idp is absent")
            }
            throw unknownIdentityProvider(parameters["idp"])
        }
        let words = text.split(separator: " ").map(String.init)
        let prompts = words.compactMap(Prompt.init)
        let isContradiction = prompts.contains(.none) && prompts.count > 1
        guard prompts.count == words.count, !isContradiction else {
            // Differs: prompt=enroll_authenticator is not offered, nor is response_type=none, which goes with it.
            throw Refusal(
                .invalidPrompt.with(list: Prompt.allCases.map(\.rawValue) + ["login consent"]),
                why: "prompt is \(text)"
            )
        }
        return Set(prompts)
    }

    static func maxAge(_ text: String?) throws(Refusal) -> Int64? {
        guard let text else { return nil }
        guard let seconds = Int64(text), (0...Int64(Int32.max)).contains(seconds), text.first != "+" else {
            throw Refusal(.invalidMaxAge, why: "max_age is \(text)")
        }
        return seconds
    }

    /// Differs: Okta's answer to a hint that is no ID token of the server is not known; here it has no effect.
    private static func hintedUser(_ text: String?, _ context: RequestContext) throws(Refusal) -> UserID? {
        guard let text else { return nil }
        let verified = try TokenVerifier(context.snapshot).authenticate(text, .id, for: context.server)
        return (try? verified.get())?.userID
    }

    private static func thumbprint(_ text: String?) throws(Refusal) -> String? {
        guard let text else { return nil }
        guard text.utf8.count == 43, Base64URL.decode(text)?.count == 32 else {
            throw Refusal(.invalidRequest, why: "dpop_jkt is no base64url of a SHA-256 digest: \(text)")
        }
        return text
    }

    /// Differs: external identity providers are not simulated.
    private static func unknownIdentityProvider(_ id: String?) -> Refusal {
        Refusal(.unknownIDP, why: "idp is \(id ?? "absent"); this double has no external identity providers")
    }

    private static func refuseWhatIsNotServed(_ parameters: AuthorizeParameters) throws(Refusal) {
        if let id = parameters["idp"] { throw unknownIdentityProvider(id) }
        if let resource = parameters["resource"] {
            throw Refusal(.unsupportedResource.with(resource), why: "resource indicators are not served")
        }
    }
}
