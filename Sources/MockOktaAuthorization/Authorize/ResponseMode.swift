import MockOktaFormats
import MockOktaModel

/// How an authorization response travels (OAuth 2.0 Multiple Response Types §2.1, Form Post Response Mode).
enum ResponseMode: String, CaseIterable, Sendable {
    case query
    case fragment
    case formPost = "form_post"
    case oktaPostMessage = "okta_post_message"

    /// Checks the mode that was asked for against the response types.
    static func check(_ text: String?, for types: ResponseTypeSet, _ client: Application) throws(Refusal) {
        guard let text else { return }
        guard let mode = ResponseMode(rawValue: text) else {
            throw Refusal(.unsupportedResponseMode, why: "response_mode is \(text)")
        }
        if mode == .query, types != [.code] {
            throw Refusal(.unsupportedResponseModeQueryWithTokens, why: "tokens never travel in a query")
        }
        // Okta's browser SDK requests it with a code and PKCE, so it is allowed for browser apps.
        if mode == .oktaPostMessage, types.contains(.code), client.type != .browser {
            throw Refusal(.unsupportedResponseModeOktaPostMessageWithCode, why: "\(client.clientID) is no browser app")
        }
    }

    /// How the answer to a request travels, a refusal too: as was asked for where the app may, else by the standard
    /// mode of its response types (Multiple Response Types §2.1), even if one of them is wrong.
    static func effective(_ parameters: AuthorizeParameters, _ client: Application) -> ResponseMode {
        let types = ResponseTypeSet(ResponseTypes.words(parameters["response_type"]).compactMap(ResponseType.init))
        let standard: ResponseMode = types.isSubset(of: [.code]) ? .query : .fragment
        switch parameters["response_mode"].flatMap(ResponseMode.init) {
        case nil, .query: return standard
        case .oktaPostMessage where types.contains(.code) && client.type != .browser: return standard
        case let mode?: return mode
        }
    }
}
