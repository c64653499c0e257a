package import MockOktaFormats

extension User {
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

    /// A copy with a new password that need not be changed.
    package func changing(password: String, at now: Instant) -> User {
        changing { document in
            document["status"] = .string(Status.active.rawValue)
            document["passwordChanged"] = .string(RFC3339.format(microseconds: now.microseconds))
            var credentials = document["credentials"]?.object ?? [:]
            credentials["password"] = ["value": .string(password)]
            document["credentials"] = .object(credentials)
        }
    }

    /// A copy with one more factor, which replaces one with the same id.
    package func adding(factor: JSONObject) -> User {
        changing { document in
            let others = (document["factors"]?.array ?? []).filter { $0["id"] != factor["id"] }
            document["factors"] = .array(others + [.object(factor)])
        }
    }
}
