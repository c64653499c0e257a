import MockOktaFormats

/// A defect of a token; the client test plans of the OpenID certification suite use the same ones.
package enum TokenDefect: String, CaseIterable, Sendable {
    case expired
    case notYetValid = "not_yet_valid"
    case wrongIssuer = "wrong_iss"
    case wrongAudience = "wrong_aud"
    case wrongNonce = "wrong_nonce"
    case wrongAccessTokenHash = "wrong_at_hash"
    case wrongAuthorizedParty = "wrong_azp"
    case missingSubject = "missing_sub"
    case keyIDAbsent = "kid_absent"
    case keyIDUnknown = "kid_unknown"
    /// Signed by one key; `kid` names another.
    case keyIDOfOtherKey = "kid_of_other_key"
    /// Signed by the key that `kid` names, which `/keys` does not publish.
    case unpublishedKey = "unpublished_key"
    case algorithmNone = "alg_none"
    /// Signed by HMAC with the public key as its secret (RFC 8725 §2.1).
    case hmacWithPublicKey = "hs256_public_key"
    case tamperedPayload = "tampered_payload"
    case tamperedSignature = "tampered_signature"

    /// The distance of wrong times from now, in seconds: more than any leeway.
    private static let distance = 3600

    /// Changes the claims where the defect concerns them.
    func apply(to claims: inout JSONObject) {
        switch self {
        case .expired: move(&claims, by: -(lifetime(claims) + Self.distance))
        case .notYetValid:
            move(&claims, by: Self.distance)
            claims["nbf"] = claims["iat"]
        case .wrongIssuer: claims["iss"] = "https://wrong.example/oauth2/wrong"
        case .wrongAudience: claims["aud"] = "api://wrong"
        case .wrongNonce: claims["nonce"] = .string("wrong-" + (claims["nonce"]?.string ?? "nonce"))
        case .wrongAccessTokenHash: claims["at_hash"] = .string(IDTokenClaims.halfHash(Array("another token".utf8)))
        case .wrongAuthorizedParty: claims["azp"] = "wrong-client"
        case .missingSubject: claims["sub"] = nil
        case .keyIDAbsent, .keyIDUnknown, .keyIDOfOtherKey, .unpublishedKey, .algorithmNone, .hmacWithPublicKey,
            .tamperedPayload, .tamperedSignature:
            break
        }
    }

    /// The time from `iat` to `exp`, limited to about ten thousand years, because requested claims can be any numbers.
    private func lifetime(_ claims: JSONObject) -> Int {
        let (lifetime, overflow) = (claims["exp"]?.integer ?? 0)
            .subtractingReportingOverflow(claims["iat"]?.integer ?? 0)
        return overflow ? 0 : min(max(lifetime, 0), 1 << 38)
    }

    private func move(_ claims: inout JSONObject, by seconds: Int) {
        for name in ["iat", "exp"] {
            guard let time = claims[name]?.integer else { continue }
            let (moved, overflow) = time.addingReportingOverflow(seconds)
            claims[name] = .integer(overflow ? time : moved)
        }
    }
}
