import MockOktaControl
import MockOktaIssuing

/// A token made without a flow.
public struct MintedToken: Hashable, Sendable, CustomStringConvertible {
    /// The kind of a token.
    public enum Kind: String, CaseIterable, Sendable {
        /// An access token, for a resource server.
        case access
        /// An ID token, for the client, about the user.
        case id
        /// A refresh token, with a grant as a sign-in makes it.
        case refresh
    }

    /// The token as a client receives it.
    public let text: String
    /// The JOSE header of a JWT; empty for a refresh token, which is opaque.
    public let header: [String: JSONValue]
    /// The claims of a JWT; empty for a refresh token.
    public let claims: [String: JSONValue]

    /// The token as a client receives it.
    public var description: String { text }

    init(_ answer: ControlToken) {
        text = answer.text
        header = answer.header.map(JSONValue.members) ?? [:]
        claims = answer.claims.map(JSONValue.members) ?? [:]
    }
}

extension MintedToken {
    /// A defect of a token.
    ///
    /// Refresh tokens can be ``expired``, ``tamperedPayload`` and ``tamperedSignature``.
    public enum Defect: String, CaseIterable, Sendable {
        /// It expired an hour ago.
        case expired
        /// It becomes valid in an hour.
        case notYetValid = "not_yet_valid"
        /// `iss` names another issuer.
        case wrongIssuer = "wrong_iss"
        /// `aud` names another audience.
        case wrongAudience = "wrong_aud"
        /// `nonce` is not the one requested.
        case wrongNonce = "wrong_nonce"
        /// `at_hash` is of another access token.
        case wrongAccessTokenHash = "wrong_at_hash"
        /// `azp` or `cid` names another client.
        case wrongAuthorizedParty = "wrong_azp"
        /// `sub` is missing.
        case missingSubject = "missing_sub"
        /// `kid` is missing.
        case keyIDAbsent = "kid_absent"
        /// `kid` names an unknown key.
        case keyIDUnknown = "kid_unknown"
        /// It is signed by a key other than the one `kid` names.
        case keyIDOfOtherKey = "kid_of_other_key"
        /// It is signed by the key that `kid` names, but `/keys` does not publish that key.
        case unpublishedKey = "unpublished_key"
        /// It is not signed: `alg` is `none`.
        case algorithmNone = "alg_none"
        /// It is signed by HMAC with the public key as its secret.
        case hmacWithPublicKey = "hs256_public_key"
        /// Its claims were changed after it was signed.
        case tamperedPayload = "tampered_payload"
        /// Its signature was changed.
        case tamperedSignature = "tampered_signature"
    }
}
