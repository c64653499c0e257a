import MockOktaFormats
import MockOktaModel

/// The links of a user: the operations that the user's status allows.
struct UserLinks {
    private let user: User
    private let type: String

    init(_ user: User, type: String) {
        self.user = user
        self.type = type
    }

    func all(_ call: APICall) -> JSONObject {
        let path = "\(Users.path)/\(user.id.rawValue)"
        var links: JSONObject = [:]
        for (name, operation) in operations {
            links[name] = .link(call.href("\(path)/\(operation)"), method: "POST")
        }
        let schema = "osc" + type.dropFirst(3)
        links["schema"] = .link(call.href("/api/v1/meta/schemas/user/\(schema)"))
        links["self"] = .link(call.href(path))
        links["type"] = .link(call.href("/api/v1/meta/types/user/\(type)"))
        return links.inHashMapOrder
    }

    /// Recorded at Okta for STAGED, PROVISIONED, ACTIVE and SUSPENDED.
    ///
    /// Differs: the links of other statuses are inferred from the operations that these allow.
    private var operations: [(String, String)] {
        let activate = ("activate", "lifecycle/activate")
        let deactivate = ("deactivate", "lifecycle/deactivate")
        let resetFactors = ("resetFactors", "lifecycle/reset_factors")
        let resetPassword = ("resetPassword", "lifecycle/reset_password")
        switch user.status {
        case .staged, .deprovisioned: return [activate, resetFactors]
        case .provisioned:
            return [
                ("suspend", "lifecycle/suspend"), resetPassword, ("reactivate", "lifecycle/reactivate"), resetFactors,
                deactivate,
            ]
        case .suspended: return [("unsuspend", "lifecycle/unsuspend"), resetFactors, deactivate]
        case .lockedOut: return [("unlock", "lifecycle/unlock"), resetPassword, resetFactors, deactivate]
        case .active, .recovery, .passwordExpired:
            return [
                ("suspend", "lifecycle/suspend"), resetPassword, ("forgotPassword", "credentials/forgot_password"),
                ("expirePassword", "lifecycle/expire_password"),
                ("changeRecoveryQuestion", "credentials/change_recovery_question"), resetFactors,
                ("changePassword", "credentials/change_password"), deactivate,
            ]
        }
    }
}
