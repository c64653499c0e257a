import MockOktaControl
import MockOktaIssuing

/// A token that no flow has granted.
public struct MintedToken: Hashable, Sendable, CustomStringConvertible {
    /// What a token is for.
    public enum Kind: String, CaseIterable, Sendable {
        /// For a resource server.
        case access
        /// For the client, about the user.
        case id
        /// For new tokens, with the grant behind it that a sign-in would have left.
        case refresh
    }

    /// The token as clients hold it.
    public let text: String
    /// The JOSE header of a JWT; empty for refresh tokens, which are opaque.
    public let header: [String: JSONValue]
    /// What a JWT says; empty for refresh tokens.
    public let claims: [String: JSONValue]

    /// The token as clients hold it.
    public var description: String { text }

    init(_ answer: TokenAnswer) {
        text = answer.text
        header = answer.header.map(JSONValue.members) ?? [:]
        claims = answer.claims.map(JSONValue.members) ?? [:]
    }
}

extension MintedToken {
    /// A way in which a token can be wrong.
    ///
    /// Refresh tokens can be ``expired``, ``tamperedPayload`` and ``tamperedSignature``.
    public enum Defect: String, CaseIterable, Sendable {
        /// Its time was over an hour ago.
        case expired
        /// Its time begins in an hour.
        case notYetValid = "not_yet_valid"
        /// Names another issuer.
        case wrongIssuer = "wrong_iss"
        /// Is for another audience.
        case wrongAudience = "wrong_aud"
        /// Bears another nonce than asked for.
        case wrongNonce = "wrong_nonce"
        /// Came with another access token.
        case wrongAccessTokenHash = "wrong_at_hash"
        /// Was issued to another client.
        case wrongAuthorizedParty = "wrong_azp"
        /// Is about nobody.
        case missingSubject = "missing_sub"
        /// Does not say which key signed it.
        case keyIDAbsent = "kid_absent"
        /// Names a key that there is not.
        case keyIDUnknown = "kid_unknown"
        /// Signed by one key, named after another.
        case keyIDOfOtherKey = "kid_of_other_key"
        /// Signed by a key, and named after it, that `/keys` does not show.
        case unpublishedKey = "unpublished_key"
        /// Not signed, and says so.
        case algorithmNone = "alg_none"
        /// HMAC with the public key as its secret.
        case hmacWithPublicKey = "hs256_public_key"
        /// Changed after it was signed.
        case tamperedPayload = "tampered_payload"
        /// Its signature was changed.
        case tamperedSignature = "tampered_signature"
    }
}
