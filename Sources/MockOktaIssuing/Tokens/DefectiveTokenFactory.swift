import MockOktaCrypto
package import MockOktaFormats
package import MockOktaModel

/// A token made to order, taken apart for whoever wants to look at it.
package struct ForgedToken: Sendable {
    package let text: String
    package let header: JSONObject
    package let claims: JSONObject
}

/// Makes tokens that nobody was granted: good ones, changed ones, and ones that are wrong in one chosen way.
package struct DefectiveTokenFactory: Sendable {
    /// What to change in the token that a plan would give.
    package struct Changes: Sendable {
        /// Nil leaves the plan's lifetime.
        package var lifetime: TimeSpan?
        package var claims: JSONObject
        package var without: [String]
        package var header: JSONObject
        package var flaw: TokenDefect?

        package init(
            lifetime: TimeSpan? = nil,
            claims: JSONObject = [:],
            without: [String] = [],
            header: JSONObject = [:],
            flaw: TokenDefect? = nil
        ) {
            self.lifetime = lifetime
            self.claims = claims
            self.without = without
            self.header = header
            self.flaw = flaw
        }
    }

    private let snapshot: OrgSnapshot
    private let unpublishedKey: SigningKey

    /// - Parameters:
    ///   - snapshot: where the plan's claims come from.
    ///   - unpublishedKey: a key that no server publishes.
    package init(_ snapshot: OrgSnapshot, unpublishedKey: SigningKey) {
        self.snapshot = snapshot
        self.unpublishedKey = unpublishedKey
    }

    package func token(
        _ kind: TokenIdentifier.Kind,
        for plan: TokenPlan,
        _ changes: Changes,
        random: inout SeededRandom
    ) throws(Refusal) -> ForgedToken? {
        let ordered = changes.claims["exp"]?.integer.map { Instant(seconds: Int64($0)) }
        let expires = ordered ?? changes.lifetime.map { snapshot.now + $0 }
        let minted = try TokenMint(snapshot).claims(of: kind, for: plan, expiring: expires, random: &random)
        guard var claims = minted else { return nil }
        for member in changes.claims.members { claims[member.key] = member.value }
        changes.flaw?.spoil(&claims)
        for name in changes.without { claims[name] = nil }
        do throws(CryptoError) {
            let key = try snapshot.keys.keys(of: plan.server).active
            let type = kind == .access && plan.server.isOrg ? "application/okta-internal-at+jwt" : nil
            return try sign(claims, header(key, type, changes), key, changes.flaw)
        } catch {
            throw Refusal(.serverError, why: "signing for server \(plan.server.name) failed: \(error)")
        }
    }

    private func header(_ key: SigningKey, _ type: String?, _ changes: Changes) -> JSONObject {
        var header: JSONObject = ["kid": .string(key.id)]
        if let type { header["typ"] = .string(type) }
        header["alg"] = "RS256"
        switch changes.flaw {
        case .keyIDAbsent: header["kid"] = nil
        case .keyIDUnknown: header["kid"] = .string("unknown-" + key.id)
        case .unpublishedKey: header["kid"] = .string(unpublishedKey.id)
        case .algorithmNone: header["alg"] = "none"
        case .hmacWithPublicKey: header["alg"] = "HS256"
        default: break
        }
        for member in changes.header.members { header[member.key] = member.value }
        return header
    }

    private func sign(
        _ claims: JSONObject,
        _ header: JSONObject,
        _ key: SigningKey,
        _ flaw: TokenDefect?
    ) throws(CryptoError) -> ForgedToken {
        let input = Self.part(header) + "." + Self.part(claims)
        let bytes = Array(input.utf8)
        var signature: [UInt8]
        switch flaw {
        case .algorithmNone: signature = []
        case .hmacWithPublicKey:
            let secret = Array(try key.key.publicKey.pem().utf8)
            signature = try HMAC.code(for: bytes, key: secret)
        case .keyIDOfOtherKey, .unpublishedKey: signature = try unpublishedKey.key.sign(bytes, digest: .sha256)
        default: signature = try key.key.sign(bytes, digest: .sha256)
        }
        if flaw == .tamperedSignature { signature[signature.count / 2] ^= 1 }
        guard flaw == .tamperedPayload else {
            return ForgedToken(text: input + "." + Base64URL.encode(signature), header: header, claims: claims)
        }
        var changed = claims
        changed["sub"] = .string("mallory-" + (claims["sub"]?.string ?? "nobody"))
        let text = Self.part(header) + "." + Self.part(changed) + "." + Base64URL.encode(signature)
        return ForgedToken(text: text, header: header, claims: changed)
    }

    private static func part(_ object: JSONObject) -> String {
        Base64URL.encode(JSON.object(object).serialized())
    }
}
