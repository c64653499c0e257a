import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `POST /_mock/push/{user}`: answers the push of a sign-in in place of the user's phone.
enum PushControl {
    static func decide(_ login: String, _ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let body = try ControlBody(context.request, allowed: ["decision", "user"])
        try context.operations.decidePush(of: login, isApproved: try DecisionControl.decision(body) == .approve)
        return HTTPResponse(.noContent)
    }

    /// The pushes that wait, for `GET /_mock/pending`.
    static func pending(_ context: ControlContext) throws(ControlError) -> [JSON] {
        try waiting(context.snapshot).compactMap { _, transaction in
            guard case .challenge(let challenge) = transaction.step, let id = transaction.userID else { return nil }
            var row: JSONObject = ["kind": "push"]
            row["user"] = .string(context.snapshot.organization.user(id)?.login ?? id.rawValue)
            row["client_id"] = transaction.clientID.map { .string($0) }
            row["created"] = .string(transaction.created.text)
            row["expires"] = .string(challenge.expires.text)
            return .object(row)
        }
    }

    /// The sign-ins whose push waits for a decision, the oldest first.
    fileprivate static func waiting(_ snapshot: OrgSnapshot) throws(ControlError) -> [(RecordKey, SignInTransaction)] {
        var waiting: [(RecordKey, SignInTransaction)] = []
        try ControlError.translating { () throws(Refusal) in
            try snapshot.state.signIns.forEach(at: snapshot.now) { key, transaction in
                if transaction.deciding(true) != nil { waiting.append((key, transaction)) }
            }
        }
        return waiting.sorted { $0.1.created < $1.1.created }
    }
}

extension ControlOperations {
    /// Approves or denies the latest push of a user that waits.
    ///
    /// - Parameters:
    ///   - login: the login of the user.
    ///   - isApproved: the decision.
    /// - Throws: `ControlError` where there is no such user, or no push of theirs waits.
    package func decidePush(of login: String, isApproved: Bool) throws(ControlError) {
        let user = try user(login)
        let waiting = try PushControl.waiting(snapshot).last { $0.1.userID == user.id }
        let isDecided = try ControlError.translating { () throws(Refusal) in
            guard let key = waiting?.0 else { return false }
            return try snapshot.state.signIns.update(key, at: snapshot.now) { entry -> Bool in
                guard let decided = entry?.record.deciding(isApproved) else { return false }
                entry?.record = decided
                return true
            }
        }
        guard isDecided else { throw ControlError(.notFound, "no push of \(login) waits for a decision") }
    }
}
