import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/api/v1/users/{userID}/lifecycle/…` (Okta, "User lifecycle"): one row for each operation.
struct UserLifecycle: Sendable {
    private let name: String
    /// The statuses that allow the operation.
    private let from: Set<User.Status>
    /// The status after it; nil keeps the status.
    private let status: @Sendable (User) -> User.Status?
    /// The answer in every other status.
    private let refusal: Refusal
    private let answer: @Sendable (inout APICall, User) -> JSON

    private static let path = Users.path + "/{userID}/lifecycle/"

    static let operations: [Operation] =
        rows.map(\.operation) + [
            // Okta's Go SDK asks for a temporary password by the parameter, others by the second path.
            Operation(.post, path + expiry.name, .users) { (call) throws(Refusal) in
                let isTemporary = call.flag("tempPassword", default: false)
                return try isTemporary ? expireWithTemporaryPassword(&call) : expiry.apply(to: &call)
            },
            Operation(.post, path + "expire_password_with_temp_password", .users) { (call) throws(Refusal) in
                try expireWithTemporaryPassword(&call)
            },
        ]

    private static let anyStatus = Set(User.Status.allCases)

    private static let rows: [UserLifecycle] = [
        UserLifecycle(
            name: "activate",
            from: [.staged, .deprovisioned],
            status: { $0.password == nil ? .provisioned : .active },
            refusal: Refusal(.userAlreadyActive, why: "only STAGED and DEPROVISIONED users are activated"),
            answer: activation
        ),
        UserLifecycle(
            name: "reactivate",
            from: [.provisioned, .recovery],
            status: { _ in nil },
            refusal: wrongStatus,
            answer: activation
        ),
        UserLifecycle(
            name: "deactivate",
            from: anyStatus,
            status: { _ in .deprovisioned },
            refusal: wrongStatus,
            answer: { _, _ in [:] }
        ),
        UserLifecycle(
            name: "suspend",
            from: [.active, .provisioned, .recovery, .passwordExpired],
            status: { _ in .suspended },
            refusal: wrongStatus,
            answer: { _, _ in [:] }
        ),
        UserLifecycle(
            name: "unsuspend",
            from: [.suspended],
            status: { $0.password == nil ? .provisioned : .active },
            refusal: wrongStatus,
            answer: { _, _ in [:] }
        ),
        UserLifecycle(
            name: "unlock",
            from: [.lockedOut],
            status: { _ in .active },
            refusal: notLocked,
            answer: { _, _ in [:] }
        ),
        UserLifecycle(
            name: "reset_password",
            from: [.active, .provisioned, .recovery, .passwordExpired, .lockedOut],
            status: { $0.password == nil ? nil : .recovery },
            refusal: wrongStatus,
            answer: { call, user in
                guard !call.flag("sendEmail", default: true) else { return [:] }
                let token = UserToken.recovery.text(for: user, call.context.snapshot)
                return ["resetPasswordUrl": call.href("/reset_password/\(token)")]
            }
        ),
    ]

    private static let expiry = UserLifecycle(
        name: "expire_password",
        from: [.active, .passwordExpired, .recovery],
        status: { _ in .passwordExpired },
        refusal: wrongStatus,
        answer: { call, user in .object(Users(call, in: call.organization).shown(user, call)) }
    )

    private static var wrongStatus: Refusal {
        Refusal(.operationNotAllowed, why: "the user's status does not allow the operation")
    }

    private static var notLocked: Refusal {
        var error = OktaError.unlockNotAllowed
        error.causes = ["The user is not locked out."]
        return Refusal(error, why: "only LOCKED_OUT users are unlocked")
    }

    /// With `sendEmail=false` the answer contains what Okta would have sent by mail.
    private static let activation: @Sendable (inout APICall, User) -> JSON = { call, user in
        guard !call.flag("sendEmail", default: true) else { return [:] }
        let token = UserToken.activation.text(for: user, call.context.snapshot)
        return ["activationUrl": call.href("/welcome/\(token)"), "activationToken": .string(token)]
    }

    private var operation: Operation {
        Operation(.post, Self.path + name, .users) { (call) throws(Refusal) in try apply(to: &call) }
    }

    private func apply(to call: inout APICall) throws(Refusal) -> APIAnswer {
        let present = call
        let user = try call.update { (organization) throws(Refusal) in
            let users = Users(present, in: organization)
            let user = try users.named(by: present)
            guard from.contains(user.status) else { throw refusal }
            guard let status = status(user) else { return (organization, user) }
            let changed = try UserStanding.changing(user, to: status, users, at: present.now)
            return (changed, changed.user(user.id) ?? user)
        }
        return APIAnswer(.ok, answer(&call, user))
    }

    /// Sets a new password that the user must change.
    private static func expireWithTemporaryPassword(_ call: inout APICall) throws(Refusal) -> APIAnswer {
        let password = Base62.encode(call.context.random.bytes(9), width: 12)
        let present = call
        try call.update { (organization) throws(Refusal) in
            let users = Users(present, in: organization)
            let user = try users.named(by: present)
            guard expiry.from.contains(user.status) else { throw expiry.refusal }
            let changed = try UserStanding.changing(user, to: .passwordExpired, users, at: present.now) { document in
                document["passwordChanged"] = present.now
                document.change("credentials") { $0["password"] = ["value": .string(password)] }
            }
            return (changed, ())
        }
        return APIAnswer(.ok, ["tempPassword": .string(password)])
    }
}
