import MockOktaFormats
import MockOktaModel

/// Proof Key for Code Exchange at `/authorize` (RFC 7636 §4.3); Okta supports S256 only.
enum CodeChallenge {
    static func check(
        _ parameters: AuthorizeParameters,
        _ client: Application,
        _ types: ResponseTypeSet
    ) throws(Refusal) -> String? {
        guard let challenge = parameters["code_challenge"] else {
            let isRequired = client.requiresPKCE || client.isPublic
            guard isRequired, types.contains(.code) else { return nil }
            throw Refusal(.pkceMissingChallenge, why: "\(client.clientID) must send a code_challenge")
        }
        guard parameters["code_challenge_method"] == "S256" else {
            let method = parameters["code_challenge_method"] ?? "absent, which means plain (RFC 7636 §4.3)"
            throw Refusal(.pkceUnsupportedCodeChallengeMethod.with("S256"), why: "code_challenge_method is \(method)")
        }
        guard isWellFormed(challenge) else {
            throw Refusal(.pkceInvalidChallenge, why: "code_challenge is not 43 to 128 unreserved characters")
        }
        return challenge
    }

    /// The form of challenges, and of their verifiers too (RFC 7636 §4.1, §4.2).
    static func isWellFormed(_ text: String) -> Bool {
        (43...128).contains(text.utf8.count) && text.utf8.allSatisfy(ASCII.isUnreserved)
    }
}
