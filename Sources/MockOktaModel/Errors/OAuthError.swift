import MockOktaFormats

/// One row of Okta's OAuth error table: the error that a client receives.
package struct OAuthError: Hashable, Sendable {
    package var status: Int
    /// The `error` member (RFC 6749 §5.2).
    package var error: String
    /// Okta's internal name, unique per row; the System Log's `outcome.reason`.
    package var name: String
    /// The `error_description` member, with placeholders replaced.
    package var description: String
    /// The `mfa_token` member, of the row `mfa_required` (Okta, "Configure Direct Authentication grants").
    package var mfaToken: String?

    package init(_ status: Int, _ error: String, _ name: String, _ description: String) {
        self.status = status
        self.error = error
        self.name = name
        self.description = description
    }

    /// The row with its placeholders `{0}`, `{1}`… replaced.
    package func with(_ values: String...) -> OAuthError { with(values) }

    package func with(_ values: [String]) -> OAuthError {
        var filled = self
        filled.description = MessageTemplate.fill(description, with: values)
        return filled
    }

    /// The row with a list in its placeholder, in Okta's list format: `a, b`.
    package func with(list values: [String]) -> OAuthError {
        with(values.joined(separator: ", "))
    }
}

enum MessageTemplate {
    /// Replaces `{n}` in one pass, so that braces inside a value are not replaced.
    static func fill(_ template: String, with values: [String]) -> String {
        var result = ""
        var rest = Substring(template)
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            let after = rest.index(after: open)
            if let close = rest[after...].firstIndex(of: "}"), let index = Int(rest[after..<close]),
                values.indices.contains(index)
            {
                result += values[index]
                rest = rest[rest.index(after: close)...]
            } else {
                result += "{"
                rest = rest[after...]
            }
        }
        return result + rest
    }
}
