import MockOktaCrypto
package import MockOktaFormats

extension User {
    /// Whether an administrator has taken the user's access away.
    package var isSuspendedOrDeactivated: Bool { status == .suspended || status == .deprovisioned }

    /// A copy whose object is changed as the Management API would change it; the user itself if the result is no user.
    package func changing(_ change: (inout JSONObject) -> Void) -> User {
        var document = DocumentWriter.user(self)
        change(&document)
        return DocumentReader.user(document, groups: groups) ?? self
    }

    /// A copy with another status, as of an instant.
    package func changing(to status: Status, at now: Instant) -> User {
        changing { document in
            document["status"] = .string(status.rawValue)
            document["statusChanged"] = .string(RFC3339.format(microseconds: now.microseconds))
        }
    }

    /// Earlier passwords, the latest first.
    package var passwordHistory: [Password] {
        (source["passwordHistory"]?.array ?? []).compactMap { $0.object.flatMap(DocumentReader.password) }
    }

    /// A text that changes with the status and with each new password: what a token of an email is good for.
    package var tokenMark: String {
        let parts: [JSON] = [
            .string(status.rawValue), password.map { .object(PasswordWriter.object($0)) } ?? .null,
            source["passwordChanged"] ?? .null, .integer(passwordHistory.count),
        ]
        return Base64URL.encode(Array(SHA256.digest(JSON.array(parts).serialized()).prefix(9)))
    }

    /// The number of passwords that Okta can keep apart ("Password policies", historyCount).
    private static var longestHistory: Int { 30 }

    /// A copy with a new password that need not be changed; the old one becomes part of the history.
    package func changing(password: String, at now: Instant) -> User {
        changing { document in
            if let former = self.password {
                let history = [.object(PasswordWriter.object(former))] + (document["passwordHistory"]?.array ?? [])
                document["passwordHistory"] = .array(Array(history.prefix(Self.longestHistory)))
            }
            document["status"] = .string(Status.active.rawValue)
            document["passwordChanged"] = .string(RFC3339.format(microseconds: now.microseconds))
            var credentials = document["credentials"]?.object ?? [:]
            credentials["password"] = ["value": .string(password)]
            document["credentials"] = .object(credentials)
        }
    }

    /// A copy with one more factor, which replaces one with the same id.
    package func adding(factor: JSONObject) -> User {
        removing(factors: { $0.id.hasSameBytes(as: factor["id"]?.string ?? "") }).changing { document in
            document["factors"] = .array((document["factors"]?.array ?? []) + [.object(factor)])
        }
    }

    /// A copy without some factors; those that are not simulated stay.
    package func removing(factors isRemoved: (Factor) -> Bool) -> User {
        let email = attribute("email")?.string
        return changing { document in
            let kept = (document["factors"]?.array ?? []).filter { row in
                row.object.flatMap { Factor($0, of: id, email: email) }.map { !isRemoved($0) } ?? true
            }
            document["factors"] = kept.isEmpty ? nil : .array(kept)
        }
    }
}
