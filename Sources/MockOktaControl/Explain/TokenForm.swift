import MockOktaFormats
package import MockOktaIssuing

/// What is wrong with a text that is no token.
package enum TokenForm {
    package static func failure(of text: String) -> TokenCheck {
        let remedy = "paste the value of access_token, id_token or refresh_token, or a code, and nothing else"
        func failed(_ why: String) -> TokenCheck { .failed(.form, why, remedy: remedy) }
        if text.isEmpty { return failed("there is no token") }
        if text.asciiLowercased.hasPrefix("bearer ") || text.asciiLowercased.hasPrefix("dpop ") {
            return failed("it begins with the scheme of the Authorization field, which is not part of the token")
        }
        if text.hasPrefix("{") { return failed("it is JSON, probably the whole answer of /token") }
        if text.contains(where: \.isWhitespace) { return failed("it has spaces or line breaks in it") }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).count
        switch parts {
        case 3:
            return failed("it has the three parts of a JWT, but header, claims or signature cannot be decoded")
        case 5:
            return failed("it has five parts, as an encrypted JWT (JWE) has")
        case 1:
            return failed(
                "it is no JWT, and no refresh token or code that this org issued: it may be of another server or seed"
            )
        default:
            return failed("it has \(parts) parts, a JWT has three: it was cut")
        }
    }
}

/// The check of the key that a token is bound to (RFC 9449 §6).
package enum JWTBinding {
    package static func check(_ jwt: JWT) -> TokenCheck {
        guard let thumbprint = jwt.claims["cnf"]?["jkt"]?.string else {
            return .passed(.binding, "it is bound to no key: a bearer token")
        }
        return .unknown(
            .binding,
            "it is bound to the key \(thumbprint)",
            remedy: "send it as Authorization: DPoP, with a proof by that key; the API must check the proof"
        )
    }
}

extension String {
    /// The text without white space at both ends.
    package var trimmingSpaces: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
