import MockOktaCrypto
import MockOktaFormats

/// A token with changed claims, header or signature; the result may be a token that no client may accept.
struct ChangedToken {
    private let claims: JSONObject
    private let header: JSONObject
    private let key: SigningKey
    private let defect: TokenDefect?

    /// Applies changes to a payload.
    ///
    /// - Parameters:
    ///   - payload: the claims of the plan, as JSON.
    ///   - type: the header's `typ`, if any.
    ///   - key: the signing key, unless the defect requires another one.
    ///   - changes: the changes.
    /// - Throws: `CryptoError` when a defect requires another key and there is none.
    init(_ payload: [UInt8], type: String?, _ key: SigningKey, _ changes: TokenChanges) throws(CryptoError) {
        var claims = (try? JSON.parse(payload))?.object ?? [:]
        changes.apply(to: &claims)
        self.claims = claims
        self.key = key
        defect = changes.defect
        header = try Self.header(key, type, changes)
    }

    private static func header(
        _ key: SigningKey,
        _ type: String?,
        _ changes: TokenChanges
    ) throws(CryptoError) -> JSONObject {
        var header = JWT.header(of: key.id, type: type)
        switch changes.defect {
        case .keyIDAbsent: header["kid"] = nil
        case .keyIDUnknown: header["kid"] = .string("unknown-" + key.id)
        case .unpublishedKey: header["kid"] = .string(try TestKeys.unpublishedKey().id)
        case .algorithmNone: header["alg"] = "none"
        case .hmacWithPublicKey: header["alg"] = "HS256"
        default: break
        }
        for member in changes.header.members { header[member.key] = member.value }
        return header
    }

    func minted() throws(CryptoError) -> MintedToken {
        let payload = JSON.object(claims).serialized()
        var compact = JWT.signingInput(header, payload)
        var signature = try signature(of: compact)
        if defect == .tamperedSignature { signature[signature.count / 2] ^= 1 }
        guard defect == .tamperedPayload else {
            JWT.append(signature, to: &compact)
            return MintedToken(compact: compact, header: header, payload: payload)
        }
        var changed = claims
        changed["sub"] = .string("mallory-" + (claims["sub"]?.string ?? "nobody"))
        let changedPayload = JSON.object(changed).serialized()
        compact = JWT.signingInput(header, changedPayload)
        JWT.append(signature, to: &compact)
        return MintedToken(compact: compact, header: header, payload: changedPayload)
    }

    private func signature(of input: [UInt8]) throws(CryptoError) -> [UInt8] {
        switch defect {
        case .algorithmNone: return []
        case .hmacWithPublicKey: return try HMAC.code(for: input, key: Array(key.key.publicKey.pem().utf8))
        case .keyIDOfOtherKey, .unpublishedKey:
            return try TestKeys.unpublishedKey().key.sign(input, digest: .sha256)
        default: return try key.key.sign(input, digest: .sha256)
        }
    }
}
