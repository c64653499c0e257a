import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaSignIn

/// `/api/v1/users/{userID}/factors`: what users have set up (Okta, "Factors API").
enum UserFactors {
    static let path = Users.path + "/{userID}/factors"
    static let itemPath = path + "/{factorID}"

    static let operations: [Operation] = [
        Operation(.get, path, .users) { (call) throws(Refusal) in
            let user = try Users(call, in: call.organization).named(by: call)
            return .list(user.factors.map { UserFactorObject.object($0, user, call) })
        },
        Operation(.get, path + "/catalog", .users) { (call) throws(Refusal) in
            let user = try Users(call, in: call.organization).named(by: call)
            return .list(UserFactorObject.catalog(user, call))
        },
        // Browser SDKs ask at MFA_ENROLL of /api/v1/authn, where they have no token.
        Operation(.get, path + "/questions", .users, needsToken: false) { (call) throws(Refusal) in
            _ = try Users(call, in: call.organization).named(by: call)
            return .list(
                SecurityQuestion.all.map { ["question": .string($0.key), "questionText": .string($0.text)] }
            )
        },
        Operation(.get, itemPath, .users) { (call) throws(Refusal) in
            let (user, factor) = try find(call, in: call.organization)
            return .object(UserFactorObject.object(factor, user, call))
        },
        Operation(.delete, itemPath, .users) { (call) throws(Refusal) in
            let present = call
            try call.update { (organization) throws(Refusal) in
                let (user, factor) = try find(present, in: organization)
                let changed = user.removing { $0.id.hasSameBytes(as: factor.id) }
                return (organization.changing { $0.users.set(changed) }, ())
            }
            return .nothing
        },
        Operation(.post, Users.path + "/{userID}/lifecycle/reset_factors", .users) { (call) throws(Refusal) in
            let present = call
            try call.update { (organization) throws(Refusal) in
                let user = try Users(present, in: organization).named(by: present)
                return (organization.changing { $0.users.set(user.removing { _ in true }) }, ())
            }
            return .empty
        },
    ]

    /// The user and the factor that a path names.
    static func find(_ call: APICall, in organization: Organization) throws(Refusal) -> (User, Factor) {
        let user = try Users(call, in: organization).named(by: call)
        let id = call.parameter("factorID")
        guard let factor = user.factor(id) else { throw .absent(id, "UserFactor") }
        return (user, factor)
    }
}
