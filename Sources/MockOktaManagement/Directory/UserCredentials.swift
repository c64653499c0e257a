import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/api/v1/users/{userID}/credentials/…` (Okta, "User credentials").
enum UserCredentials {
    private static let path = Users.path + "/{userID}/credentials/"

    static let operations: [Operation] = [
        Operation(.post, path + "change_password", .users, weight: .password) { (call) throws(Refusal) in
            let given = try call.body()
            guard let new = given["newPassword"]?["value"]?.string, !new.isEmpty else {
                throw .invalid("newPassword", "The field cannot be left blank")
            }
            return try change(call, proof: given["oldPassword"]?["value"]?.string, "Old Password is not correct") {
                renew(.string(new), &$0, call)
            }
        },
        Operation(.post, path + "change_recovery_question", .users, weight: .password) { (call) throws(Refusal) in
            let given = try call.body()
            guard let question = given["recovery_question"]?.object, question["question"] != nil,
                question["answer"] != nil
            else { throw .invalid("recovery_question", "The field cannot be left blank") }
            return try change(call, proof: given["password"]?["value"]?.string, "Password is not correct") {
                $0.change("credentials") { $0["recovery_question"] = .object(question) }
            }
        },
        Operation(.post, path + "forgot_password", .users) { (call) throws(Refusal) in
            let user = try Users(call, in: call.organization).named(by: call)
            if let answer = try call.optionalBody()?["recovery_question"]?["answer"]?.string {
                return try recover(user, answer, call)
            }
            let token = Base64URL.encode(call.context.random.bytes(15))
            guard !call.flag("sendEmail", default: true) else { return .empty }
            return APIAnswer(.ok, ["resetPasswordUrl": call.href("/signin/reset-password/\(token)")])
        },
        Operation(.post, path + "forgot_password_recovery_question", .users) { (call) throws(Refusal) in
            let user = try Users(call, in: call.organization).named(by: call)
            return try recover(user, try call.body()["recovery_question"]?["answer"]?.string ?? "", call)
        },
    ]

    /// Sets a new password after the recovery question was answered.
    private static func recover(_ user: User, _ answer: String, _ call: APICall) throws(Refusal) -> APIAnswer {
        let expected = user.recoveryQuestion?["answer"]?.string
        let new = try call.body()["password"]?["value"]
        guard let expected, expected.asciiLowercased == answer.asciiLowercased, let new else {
            throw refused("The recovery question answer did not match our records.")
        }
        let refusal = refused("The recovery question answer did not match our records.")
        return try store(user, [.active, .passwordExpired, .recovery], refusal, call) { renew(new, &$0, call) }
    }

    /// Gives the user a new password; a STAGED user stays STAGED.
    private static func renew(_ password: JSON, _ document: inout JSONObject, _ call: APICall) {
        document["passwordChanged"] = call.now
        if document["status"] != .string(User.Status.staged.rawValue) {
            document["status"] = .string(User.Status.active.rawValue)
        }
        document.change("credentials") { $0["password"] = ["value": password] }
    }

    /// Changes credentials of a user after the current password was verified.
    private static func change(
        _ call: APICall,
        proof: String?,
        _ cause: String,
        _ body: (inout JSONObject) -> Void
    ) throws(Refusal) -> APIAnswer {
        let user = try Users(call, in: call.organization).named(by: call)
        guard let expected = user.password, Credentials.matches(proof ?? "", expected) else { throw refused(cause) }
        return try store(user, [.staged, .active, .passwordExpired, .recovery], refused(cause), call, body)
    }

    private static func refused(_ cause: String) -> Refusal {
        var error = OktaError.credentialsUpdateFailed
        error.causes = [cause]
        return Refusal(error, why: cause)
    }

    /// Stores credentials of a user who has proved the present ones.
    ///
    /// - Parameters:
    ///   - proved: the user as the proof was checked: before the change, because that may take long.
    ///   - statuses: in which a user may change them (Okta, "User credential operations").
    ///   - refusal: what a proof is answered that another change has overtaken.
    ///   - call: the call.
    ///   - body: changes the user's object.
    /// - Returns: the answer.
    /// - Throws: `Refusal`.
    private static func store(
        _ proved: User,
        _ statuses: Set<User.Status>,
        _ refusal: Refusal,
        _ call: APICall,
        _ body: (inout JSONObject) -> Void
    ) throws(Refusal) -> APIAnswer {
        let user = try call.update { (organization) throws(Refusal) in
            let users = Users(call, in: organization)
            let former = try users.named(by: call)
            guard statuses.contains(former.status) else {
                throw Refusal(.operationNotAllowed, why: "a user in status \(former.status.rawValue) changes nothing")
            }
            guard former.password == proved.password, former.recoveryQuestion == proved.recoveryQuestion else {
                throw refusal
            }
            var document = users.stored(former)
            document["lastUpdated"] = call.now
            body(&document)
            let changed = try users.setting(document, replacing: former)
            return (changed, changed.user(former.id) ?? former)
        }
        var credentials = user.shownCredentials
        credentials["emails"] = nil
        return .object(credentials)
    }
}

extension User {
    fileprivate var recoveryQuestion: JSON? { source["credentials"]?["recovery_question"] }
}
