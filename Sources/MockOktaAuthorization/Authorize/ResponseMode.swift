import MockOktaModel

/// How an authorization response travels (OAuth 2.0 Multiple Response Types §2.1, Form Post Response Mode).
enum ResponseMode: String, CaseIterable, Sendable {
    case query
    case fragment
    case formPost = "form_post"
    case oktaPostMessage = "okta_post_message"

    /// What a request without `response_mode` gets.
    static func standard(for types: Set<ResponseType>) -> ResponseMode {
        types == [.code] ? .query : .fragment
    }

    /// Checks the mode that was asked for against the response types.
    static func requested(
        _ text: String?,
        for types: Set<ResponseType>,
        _ client: Application
    ) throws(Refusal) -> ResponseMode {
        guard let text else { return standard(for: types) }
        guard let mode = ResponseMode(rawValue: text) else {
            throw Refusal(.unsupportedResponseMode, why: "response_mode is \(text)")
        }
        if mode == .query, types != [.code] {
            throw Refusal(.unsupportedResponseModeQueryWithTokens, why: "tokens never travel in a query")
        }
        // Okta's browser SDK asks for it with a code and PKCE, so apps in browsers may.
        if mode == .oktaPostMessage, types.contains(.code), client.type != .browser {
            throw Refusal(.unsupportedResponseModeOktaPostMessageWithCode, why: "\(client.clientID) is no browser app")
        }
        return mode
    }

    /// How a refusal travels: as was asked for where the app may, else as is standard for the types, right or wrong.
    static func ofRefusal(_ parameters: AuthorizeParameters, _ client: Application) -> ResponseMode {
        let types = Set(ResponseTypes.words(parameters["response_type"]).compactMap(ResponseType.init))
        let standard: ResponseMode = types.isSubset(of: [.code]) ? .query : .fragment
        switch parameters["response_mode"].flatMap(ResponseMode.init) {
        case nil, .query: return standard
        case .oktaPostMessage where types.contains(.code) && client.type != .browser: return standard
        case let mode?: return mode
        }
    }
}
