import MockOktaCrypto
import MockOktaFormats

/// Reads `credentials.password`: clear text, one of the hashes that Okta imports (Okta, "Users API"), or a hook.
struct PasswordBuilder {
    static let algorithms = ["BCRYPT", "SHA-512", "SHA-256", "SHA-1", "MD5", "PBKDF2"]

    private(set) var password: Password?

    init(_ node: FixtureNode?, log: ProblemLog) {
        guard let node else { return }
        if let text = node.string ?? node["value"]?.string {
            password = .plain(text)
        } else if let hash = node["hash"] {
            password = Self.hash(hash, log)
        } else if node["hook"] != nil {
            password = .any
        }
    }

    private static func hash(_ node: FixtureNode, _ log: ProblemLog) -> Password? {
        guard let algorithm = node["algorithm"]?.string else { return nil }
        guard algorithm != "BCRYPT" else { return bcrypt(node, log) }
        guard let value = bytes(node["value"], log), let salt = salt(node["salt"], log) else { return nil }
        guard algorithm != "PBKDF2" else {
            let digest = node["digestAlgorithm"]?.string == "SHA512_HMAC" ? Digest.sha512 : .sha256
            return .pbkdf2(digest, salt: salt, iterations: node["iterationCount"]?.integer ?? 4096, value: value)
        }
        let saltFirst = node["saltOrder"]?.string != "POSTFIX"
        return digest(algorithm).map { .digest($0, salt: salt, saltFirst: saltFirst, value: value) }
    }

    /// Salt and value are in bcrypt's own base 64, as in the usual text `$2a$10$` + salt + value.
    private static func bcrypt(_ node: FixtureNode, _ log: ProblemLog) -> Password? {
        let workFactor = node["workFactor"]?.integer ?? 10
        guard let salt = BCrypt.decode(node["salt"]?.string ?? "", count: BCrypt.saltLength),
            let value = BCrypt.decode(node["value"]?.string ?? "", count: BCrypt.hashLength),
            BCrypt.workFactors.contains(workFactor)
        else {
            log.warning(
                node,
                "is no BCRYPT hash of 22 digits of salt, 31 of value and a workFactor of 1 to 20: no password will be right"
            )
            return nil
        }
        return .bcrypt(salt: salt, workFactor: workFactor, value: value)
    }

    private static func digest(_ algorithm: String) -> Digest? {
        switch algorithm {
        case "SHA-512": .sha512
        case "SHA-256": .sha256
        case "SHA-1": .sha1
        case "MD5": .md5
        default: nil
        }
    }

    private static func salt(_ node: FixtureNode?, _ log: ProblemLog) -> [UInt8]? {
        guard let node else { return [] }
        return bytes(node, log)
    }

    /// Accepts text with or without padding, as Okta's own examples have both.
    private static func bytes(_ node: FixtureNode?, _ log: ProblemLog) -> [UInt8]? {
        guard let node, let text = node.string else { return nil }
        if let bytes = Base64.decode(text) { return bytes }
        log.error(node, "is \(Wording.quoted(text)) (allowed: base 64)")
        return nil
    }
}
