import MockOktaCrypto
import MockOktaFormats
package import MockOktaModel

/// A well-formed DPoP proof with a valid signature: the sender holds the private key of `jwk` (RFC 9449 §4).
///
/// `check` verifies the claims against one request, in the order of RFC 9449 §4.3.
package struct DPoPProof: Sendable {
    private let claims: JSONObject
    /// The SHA-256 thumbprint of the key, as in `cnf.jkt` (RFC 9449 §6.1).
    package let thumbprint: String

    /// How long a proof is valid after `iat` (Okta, "Configure OAuth 2.0 DPoP").
    package static let lifetime: TimeSpan = .minutes(5)

    /// The algorithms that a proof may be signed with, in the order of Okta's metadata.
    package static let algorithms = SignatureAlgorithm.allCases.map(\.rawValue)

    /// Reads the `DPoP` field of a request; nil where it has none.
    ///
    /// - Parameter fields: the values of all `DPoP` fields.
    /// - Returns: the proof, its signature verified.
    /// - Throws: `Refusal` with `invalid_dpop_proof` where there are several fields or the proof is malformed.
    package static func read(_ fields: [String]) throws(Refusal) -> DPoPProof? {
        guard let text = fields.first else { return nil }
        guard fields.count == 1 else {
            let why = "the request has \(fields.count) DPoP fields"
            throw Refusal(.invalidDPoPProofMultipleHeadersNotAllowed, why: why)
        }
        return try DPoPProof(text)
    }

    private init(_ text: String) throws(Refusal) {
        guard let jwt = JWT(text) else {
            throw Refusal(.invalidDPoPProofInvalidJWT, why: "the DPoP field holds no JWT")
        }
        guard jwt.header["typ"]?.string == "dpop+jwt" else {
            let type = jwt.header["typ"]?.string ?? "absent"
            throw Refusal(.invalidDPoPProofInvalidType, why: "typ of the DPoP proof is \(type), not dpop+jwt")
        }
        guard jwt.header["crit"] == nil else {
            throw Refusal(.invalidDPoPProofInvalidJWT, why: "crit of the DPoP proof names extensions not known here")
        }
        guard let algorithm = jwt.algorithm.flatMap(SignatureAlgorithm.init) else {
            let why =
                "alg of the DPoP proof is \(jwt.algorithm ?? "absent"), none of "
                + Self.algorithms.joined(separator: ", ")
            throw Refusal(.invalidDPoPProofInvalidSignatureAlgorithm, why: why)
        }
        let key = try Self.key(jwt.header["jwk"]?.object)
        guard key.verify(jwt.signature, for: jwt.signingInput, algorithm: algorithm) else {
            throw Refusal(
                .invalidDPoPProofInvalidSignature,
                why: "the DPoP proof is not signed with \(algorithm.rawValue) by the key in its header"
            )
        }
        claims = jwt.claims
        thumbprint = JWK.thumbprint(of: key)
    }

    private static func key(_ jwk: JSONObject?) throws(Refusal) -> PublicKey {
        guard let jwk else {
            throw Refusal(.invalidDPoPProof, why: "jwk is missing in the header of the DPoP proof")
        }
        // Members of private and symmetric keys (RFC 7518 §6.2.2, §6.3.2, §6.4.1).
        let secrets = jwk.keys.filter(["d", "p", "q", "dp", "dq", "qi", "oth", "k"].contains)
        guard secrets.isEmpty else {
            throw Refusal(.invalidDPoPProof, why: "jwk of the DPoP proof has private members: \(secrets.listed)")
        }
        guard let key = JWK.publicKey(jwk) else {
            throw Refusal(.invalidDPoPProof, why: "jwk of the DPoP proof is no RSA or EC public key")
        }
        return key
    }
}

extension DPoPProof {
    /// The request that a proof must match.
    package struct Target: Sendable {
        package var method: String
        /// The URLs of the endpoint; `htu` may be any of them.
        package var urls: [String]
        /// The access token that the request presents, for `ath`; nil at the token endpoint.
        package var accessToken: String?

        package init(method: String, urls: [String], accessToken: String? = nil) {
            self.method = method
            self.urls = urls
            self.accessToken = accessToken
        }
    }

    /// Whether a proof must contain a nonce of the server (RFC 9449 §8, §9).
    package enum NonceRule: Sendable {
        case required(DPoPNonce)
        /// A nonce is optional; one that is present must be valid.
        case optional(DPoPNonce)
    }

    /// Verifies the claims of the proof against a request.
    ///
    /// - Parameters:
    ///   - target: the request.
    ///   - nonces: the valid nonces, and whether one is required.
    ///   - now: the instant of the request.
    /// - Throws: `Refusal` with `use_dpop_nonce` or `invalid_dpop_proof`.
    package func check(_ target: Target, _ nonces: NonceRule, at now: Instant) throws(Refusal) {
        let method = claims["htm"]?.string
        guard method == target.method else {
            let why = "htm of the DPoP proof is \(method ?? "absent"), the request's method is \(target.method)"
            throw Refusal(.invalidDPoPProofInvalidHtm, why: why)
        }
        let uri = claims["htu"]?.string
        guard let normalized = uri.map(DPoPTargetURI.init), target.urls.map(DPoPTargetURI.init).contains(normalized)
        else {
            let why = "htu of the DPoP proof is \(uri ?? "absent"), the request's URL is \(target.urls.first ?? "")"
            throw Refusal(.invalidDPoPProofInvalidHtu, why: why)
        }
        try check(nonces, at: now)
        try checkTimes(now)
        guard claims["jti"]?.string?.isEmpty == false else {
            throw Refusal(.invalidDPoPProofInvalidJTI, why: "jti of the DPoP proof is absent, empty or no string")
        }
        guard let token = target.accessToken else { return }
        let hash = Base64URL.encode(SHA256.digest(Array(token.utf8)))
        guard claims["ath"]?.string == hash else {
            let why = "ath of the DPoP proof is \(claims["ath"]?.string ?? "absent"), the token's is \(hash)"
            throw Refusal(.dpopProofInvalidAth, why: why)
        }
    }

    private func check(_ nonces: NonceRule, at now: Instant) throws(Refusal) {
        let sent = claims["nonce"]?.string
        let good: DPoPNonce
        switch nonces {
        case .optional where claims["nonce"] == nil: return
        case .optional(let nonces), .required(let nonces): good = nonces
        }
        guard let sent, good.accepts(sent, at: now) else {
            let why = sent == nil ? "the DPoP proof has no nonce" : "the nonce of the DPoP proof is unknown or too old"
            throw Refusal(.useDPoPNonce, why: why + "; take the one in the dpop-nonce field of this answer")
        }
    }

    private func checkTimes(_ now: Instant) throws(Refusal) {
        guard let issued = claims["iat"]?.numericDate else {
            throw Refusal(.invalidDPoPProofInvalidIat, why: "iat of the DPoP proof is absent or no number")
        }
        guard issued <= now else {
            let why = "iat \(issued.text) of the DPoP proof is after \(now.text)"
            throw Refusal(.invalidDPoPProofJWTIssuedInFuture, why: why)
        }
        guard now < issued + Self.lifetime else {
            let why = "iat \(issued.text) of the DPoP proof is five minutes or more before \(now.text)"
            throw Refusal(.invalidDPoPProofJWTTooOld, why: why)
        }
        if let expires = claims["exp"], expires.numericDate.map({ now < $0 }) != true {
            throw Refusal(.invalidDPoPProofJWTExpired, why: "exp of the DPoP proof is not after \(now.text)")
        }
    }

    /// Marks the proof as used: its `jti` can be used once with its key (RFC 9449 §11.1).
    ///
    /// - Parameters:
    ///   - spent: the store of used proofs, which keeps them until they expire.
    ///   - now: the instant of the request.
    /// - Throws: `Refusal` where the proof was used before.
    package func spend(in spent: Records<Tombstone>, at now: Instant) throws(Refusal) {
        let id = claims["jti"]?.string ?? ""
        let key = RecordKey(SHA256.digest(Array("dpop\u{0}\(thumbprint)\u{0}\(id)".utf8)))
        let expires = (claims["iat"]?.numericDate ?? now) + Self.lifetime
        guard try spent.insertFirst(Tombstone(), for: key, expires: expires, at: now) else {
            throw Refusal(.dpopProofAlreadyUsed, why: "a DPoP proof of this key with the jti \(id) was used before")
        }
    }
}
