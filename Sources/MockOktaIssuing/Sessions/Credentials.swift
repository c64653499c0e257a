import MockOktaCrypto
package import MockOktaModel

/// Checks user names and passwords.
package enum Credentials {
    package enum Verdict: Sendable {
        case accepted(User)
        /// The password is correct but has expired.
        case passwordExpired(User)
        /// Any other failure; one answer for all of them does not reveal which accounts exist. The reason is only for
        /// the journal.
        case refused(why: String)
    }

    /// Compares a password with a stored one.
    package typealias Comparison = (_ password: String, _ expected: Password) -> Bool

    /// Checks a user name and a password.
    ///
    /// In an org with a hashed password every check costs one hash, also for an unknown login, a user without a
    /// password
    /// and one whose password is plain, so that the time does not reveal which accounts exist.
    ///
    /// - Parameters:
    ///   - login: the user name.
    ///   - password: the password.
    ///   - organization: the org.
    ///   - matches: the comparison, called at most once for a hash.
    /// - Returns: the user, or why the credentials are refused.
    package static func check(
        _ login: String,
        _ password: String,
        in organization: Organization,
        matches: Comparison = Credentials.matches
    ) -> Verdict {
        let user = organization.user(login: login)
        if user?.password?.isHashed != true, let other = organization.hashedPassword { _ = matches(password, other) }
        guard let user, let expected = user.password else {
            return .refused(
                why: user.map { "\($0.login) has no password in the fixture" } ?? "no user has the login \(login)"
            )
        }
        guard matches(password, expected) else { return .refused(why: "wrong password for \(user.login)") }
        return verdict(on: user)
    }

    fileprivate static func verdict(on user: User) -> Verdict {
        switch user.status {
        case .active, .recovery: .accepted(user)
        case .passwordExpired: .passwordExpired(user)
        case .staged, .provisioned, .lockedOut, .suspended, .deprovisioned:
            .refused(why: "\(user.login) is \(user.status.rawValue)")
        }
    }

    /// Whether a password matches the stored one.
    package static func matches(_ password: String, _ expected: Password) -> Bool {
        let bytes = Array(password.utf8)
        return switch expected {
        case .plain(let text): ConstantTime.equal(bytes, Array(text.utf8))
        case .digest(let algorithm, let salt, let saltFirst, let value):
            (try? algorithm.hash(saltFirst ? salt + bytes : bytes + salt)).map { ConstantTime.equal($0, value) }
                ?? false
        case .pbkdf2(let algorithm, let salt, let iterations, let value):
            isDerived(value, from: bytes, salt: salt, iterations: iterations, digest: algorithm)
        case .bcrypt(let salt, let workFactor, let value):
            BCrypt.hash(password: bytes, salt: salt, workFactor: workFactor).map { ConstantTime.equal($0, value) }
                ?? false
        case .any: true
        }
    }

    private static func isDerived(
        _ value: [UInt8],
        from password: [UInt8],
        salt: [UInt8],
        iterations: Int,
        digest: Digest
    ) -> Bool {
        let derived = try? PBKDF2.derive(
            password: password,
            salt: salt,
            iterations: iterations,
            byteCount: value.count,
            digest: digest
        )
        return derived.map { ConstantTime.equal($0, value) } ?? false
    }
}

extension Credentials {
    /// Checks everything except the password, for the one-click sign-in of the sign-in page.
    package static func checkPersona(_ id: UserID, in organization: Organization) -> Verdict {
        guard let user = organization.user(id) else { return .refused(why: "no user has the id \(id)") }
        return verdict(on: user)
    }
}
