import MockOktaCrypto
import MockOktaFormats

extension SchemaChecker {
    func checkFormat(_ node: FixtureNode, _ format: StringFormat) {
        guard let text = node.string else { return }
        switch format {
        case .any: break
        case .nonEmpty: require(!text.isEmpty, node, "at least one character")
        case .serverID: require(ServerID.isValid(text), node, ServerID.allowed)
        case .origin:
            require(URIParts(text).isOrigin, node, "scheme://host[:port]")
            warn(node, text, URIWarnings.origin(text))
        case .redirectURI: warn(node, text, URIWarnings.redirectURI(text))
        case .instant: require(RFC3339.parse(text) != nil, node, "a time with a zone, such as 2026-01-01T00:00:00Z")
        case .duration: require((ISO8601Duration.parse(text) ?? -1) >= 0, node, "a duration such as PT1M30S")
        case .base32: require(Base32.decode(text)?.isEmpty == false, node, "base 32, such as JBSWY3DPEHPK3PXP")
        }
    }

    private func require(_ condition: Bool, _ node: FixtureNode, _ allowed: String) {
        if !condition { log.error(node, "is \(Wording.found(node.top.value)) (allowed: \(allowed))") }
    }

    private func warn(_ node: FixtureNode, _ text: String, _ faults: [String]) {
        for fault in faults { log.warning(node, "is \(Wording.quoted(text))\(fault)") }
    }

    /// An unencrypted RSA key: PKCS#8 or PKCS#1 as PEM, or a JWK.
    func checkKey(_ node: FixtureNode) {
        do throws(CryptoError) {
            try keys.check(node)
        } catch {
            log.error(node, "is no usable key: \(error.reason) (allowed: an RSA private key as PEM or JWK)")
        }
    }
}
