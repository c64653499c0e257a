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
            return pbkdf2(node, digest, salt, value, log)
        }
        let saltFirst = node["saltOrder"]?.string != "POSTFIX"
        return digest(algorithm).map { .digest($0, salt: salt, saltFirst: saltFirst, value: value) }
    }

    /// The work is the number of rounds for each block of the result (RFC 8018 §5.2).
    private static func pbkdf2(
        _ node: FixtureNode,
        _ digest: Digest,
        _ salt: [UInt8],
        _ value: [UInt8],
        _ log: ProblemLog
    ) -> Password? {
        let size = node["keySize"]?.integer ?? value.count
        guard value.count == size, size > 0 else {
            log.error(node["value"] ?? node, "has \(value.count) bytes (allowed: as many as keySize, \(size))")
            return nil
        }
        let iterations = node["iterationCount"]?.integer ?? 4096
        let blocks = (size - 1) / digest.byteCount + 1
        guard iterations <= Password.greatestRounds / blocks else {
            let allowed = Password.greatestRounds / blocks
            log.error(node, "takes \(iterations) rounds for \(blocks) blocks (allowed: \(allowed) rounds)")
            return nil
        }
        return .pbkdf2(digest, salt: salt, iterations: iterations, value: value)
    }

    /// Salt and value are in bcrypt's own base 64, as in the usual text `$2a$10$` + salt + value.
    private static func bcrypt(_ node: FixtureNode, _ log: ProblemLog) -> Password? {
        let workFactor = node["workFactor"]?.integer ?? 10
        // The schema has reported it.
        guard workFactor <= Password.greatestWorkFactor else { return nil }
        guard let salt = BCrypt.decode(node["salt"]?.string ?? "", count: BCrypt.saltLength),
            let value = BCrypt.decode(node["value"]?.string ?? "", count: BCrypt.hashLength),
            BCrypt.workFactors.contains(workFactor)
        else {
            log.warning(
                node,
                "is no BCRYPT hash of 22 digits of salt, 31 of value and a workFactor of 1 to \(Password.greatestWorkFactor): "
                    + "no password will be right"
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
