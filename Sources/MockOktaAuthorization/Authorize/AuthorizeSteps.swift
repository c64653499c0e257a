import MockOktaEndpoints
import MockOktaIssuing
import MockOktaModel

/// The steps of an authorize request, which `/authorize` takes one after the other and `/par` in part.
///
/// A step takes what it needs and returns a value, or throws the `Refusal` of Okta's error table.
enum AuthorizeSteps {
    /// Client and redirect URI, to which every later refusal is sent.
    static func identifyClient(
        _ parameters: AuthorizeParameters,
        _ context: RequestContext
    ) throws(Refusal) -> AuthorizeClient {
        try parameters.checkLength()
        do throws(Refusal) {
            return try AuthorizeClient(parameters, context)
        } catch {
            throw parameters.repetition ?? error
        }
    }

    /// The response types; the response mode must fit them, and no parameter may be repeated.
    static func checkResponse(
        _ parameters: AuthorizeParameters,
        _ client: Application
    ) throws(Refusal) -> ResponseTypeSet {
        let types: ResponseTypeSet
        do throws(Refusal) {
            types = try ResponseTypes.requested(parameters["response_type"], client)
            try ResponseMode.check(parameters["response_mode"], for: types, client)
        } catch {
            throw parameters.repetition ?? error
        }
        if let refusal = parameters.repetition { throw refusal }
        return types
    }

    static func checkDecision(_ attempt: AuthorizeEndpoint.AuthorizeAttempt) throws(Refusal) {
        if case .denied = attempt { throw Refusal(.accessDenied, why: "the user chose Cancel") }
    }

    /// The user, if a page or the session has authenticated them well enough; nil when the sign-in page must ask.
    static func authenticate(
        _ request: AuthorizeRequest,
        _ attempt: AuthorizeEndpoint.AuthorizeAttempt,
        _ context: RequestContext
    ) throws(Refusal) -> (User, Authentication)? {
        let found: (User, Authentication)? =
            switch attempt {
            case .signedIn(let user, let authentication), .agreed(let user, let authentication): (user, authentication)
            case .first, .denied: try SessionCheck.user(request, context)
            }
        guard let found else { return nil }
        var authentication = found.1
        authentication.contextClass = request.contextClass
        return (found.0, authentication)
    }

    /// The scopes that the consent page must ask about; nil when the user need not be asked.
    static func checkConsent(
        _ rule: ConsentRule,
        _ attempt: AuthorizeEndpoint.AuthorizeAttempt,
        _ context: inout RequestContext
    ) throws(Refusal) -> [Scope]? {
        if case .agreed = attempt {
            rule.remember(in: &context.writes)
            return nil
        }
        let scopes = try rule.scopesToAsk()
        return scopes.isEmpty ? nil : scopes
    }
}

extension ResponseTarget {
    /// Where the answers to a request go, refusals too.
    init(_ parameters: AuthorizeParameters, _ sender: AuthorizeClient) {
        let mode = ResponseMode.effective(parameters, sender.client)
        self.init(redirectURI: sender.redirectURI, mode: mode, state: parameters["state"])
    }
}
