import MockOktaModel

/// Every error text that may reach a client: the two catalogues, placeholders open.
struct KnownErrors {
    /// Not in Okta's table, but what its sign-out endpoint is documented to require.
    private static let hintRequired = OAuthError(
        400,
        "invalid_request",
        "missing_id_token_hint",
        "The 'id_token_hint' parameter is required."
    )

    /// Not in Okta's table: its web servers refuse long requests before the endpoint does.
    private static let tooLong = OAuthError(
        400,
        "invalid_request",
        "parameter_too_long",
        "The parameter '{0}' is too long."
    )

    private static let okta: [OktaError] = [
        .validationFailed, .malformedBody, .authenticationFailed, .invalidToken, .resourceNotFound("{0}", "{1}"),
        .pathNotFound, .headersNotSet, .acceptNotSupported, .contentTypeNotSupported, .methodNotSupported,
        .invalidClient(400), .unsupportedOperation,
    ]

    private let oauth = OAuthError.catalogue + [KnownErrors.hintRequired, KnownErrors.tooLong]

    func hasOAuth(_ error: String, _ description: String) -> Bool {
        oauth.contains { $0.error == error && Self.matches(description, $0.description) }
    }

    func hasOkta(_ code: String, _ summary: String) -> Bool {
        Self.okta.contains { $0.code == code && Self.matches(summary, $0.summary) }
    }

    /// On pages only the sentence is shown.
    func has(_ text: String) -> Bool {
        oauth.contains { Self.matches(text, $0.description) } || Self.okta.contains { Self.matches(text, $0.summary) }
    }

    /// Whether a text is a template with something in the place of each `{n}`.
    static func matches(_ text: String, _ template: String) -> Bool {
        var parts: [Substring] = []
        var rest = template[...]
        while let open = rest.firstRange(of: "{"), let close = rest[open.upperBound...].firstIndex(of: "}") {
            parts.append(rest[..<open.lowerBound])
            rest = rest[rest.index(after: close)...]
        }
        guard let first = parts.first else { return text == template }
        guard text.hasPrefix(first), text.hasSuffix(rest) else { return false }
        var remaining = text.dropFirst(first.count)
        for part in parts.dropFirst() {
            guard let range = remaining.firstRange(of: part) else { return false }
            remaining = remaining[range.upperBound...]
        }
        return remaining.count >= rest.count
    }
}
