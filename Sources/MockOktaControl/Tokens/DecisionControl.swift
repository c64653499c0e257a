import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/_mock/device/{user_code}` and `/_mock/ciba/{auth_req_id}`: approves or denies on behalf of a user.
enum DecisionControl {
    static func device(_ userCode: String, _ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let body = try ControlBody(context.request, allowed: ["decision", "user"])
        switch try decision(body) {
        case .approve: try context.operations.approve(userCode: userCode, as: try body.required("user"))
        case .deny: try context.operations.deny(userCode: userCode)
        }
        return HTTPResponse(.noContent)
    }

    static func backchannel(_ id: String, _ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let body = try ControlBody(context.request, allowed: ["decision", "user"])
        switch try decision(body) {
        case .approve: try context.operations.approve(backchannel: id)
        case .deny: try context.operations.deny(backchannel: id)
        }
        return HTTPResponse(.noContent)
    }

    /// `GET /_mock/pending`: devices and backchannel requests, then pushes, that wait for a decision, oldest first.
    static func pending(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let all = try ControlError.translating { () throws(Refusal) in
            try DecoupledAuthorizations(context.snapshot).pending()
        }
        let rows = all.map { pending -> JSON in
            var row: JSONObject = [:]
            switch pending.flow {
            case .device(let code):
                row["kind"] = "device"
                row["user_code"] = .string(code)
            case .backchannel(let id, let user, let message):
                row["kind"] = "ciba"
                row["auth_req_id"] = .string(id)
                row["user"] = .string(context.snapshot.organization.user(user)?.login ?? user.rawValue)
                row["binding_message"] = message.map { .string($0) }
            }
            row["client_id"] = .string(pending.clientID)
            row["scope"] = .string(pending.scopes.joined(separator: " "))
            row["created"] = .string(pending.created.text)
            row["expires"] = .string(pending.expires.text)
            return .object(row)
        }
        return ControlResponse.json(.ok, ["pending": .array(rows + (try PushControl.pending(context)))])
    }

    enum Decision: String, CaseIterable {
        case approve, deny
    }

    static func decision(_ body: ControlBody) throws(ControlError) -> Decision {
        guard let decision = try body.word("decision", of: Decision.self) else {
            throw body.error(.missingField, "decision", "is required", allowed: Decision.allCases.map(\.rawValue))
        }
        return decision
    }
}

extension ControlOperations {
    /// Approves a device for a user, as the page `/activate` does.
    ///
    /// - Parameters:
    ///   - userCode: the code that the device shows.
    ///   - login: the login of the user who approves.
    /// - Throws: `ControlError` where no device waits for the code, or there is no such user.
    package func approve(userCode: String, as login: String) throws(ControlError) {
        let user = try user(login)
        try decide(userCode) { (all) throws(Refusal) in
            try all.decide(userCode: userCode, approval(by: user.id))
        }
    }

    /// Approves a device by the code that it polls with, for a test that plays the device; see `approve(userCode:as:)`.
    package func approve(deviceCode: String, as login: String) throws(ControlError) {
        let user = try user(login)
        try decide(deviceCode) { (all) throws(Refusal) in
            try all.decide(deviceCode: deviceCode, approval(by: user.id))
        }
    }

    package func deny(deviceCode: String) throws(ControlError) {
        try decide(deviceCode) { (all) throws(Refusal) in try all.decide(deviceCode: deviceCode, .denied) }
    }

    package func deny(userCode: String) throws(ControlError) {
        try decide(userCode) { (all) throws(Refusal) in try all.decide(userCode: userCode, .denied) }
    }

    /// Approves a backchannel request for the user that it names.
    ///
    /// - Parameter id: the `auth_req_id`.
    /// - Throws: `ControlError` where no such request waits.
    package func approve(backchannel id: String) throws(ControlError) {
        try decide(id) { (all) throws(Refusal) in
            guard case .backchannel(_, let user, _)? = try all.backchannel(id)?.flow else { return false }
            return try all.decide(backchannel: id, approval(by: user))
        }
    }

    package func deny(backchannel id: String) throws(ControlError) {
        try decide(id) { (all) throws(Refusal) in try all.decide(backchannel: id, .denied) }
    }

    private func approval(by user: UserID) -> DecoupledAuthorization.Decision {
        .approved(user, Authentication(time: snapshot.now))
    }

    private func decide(
        _ code: String,
        _ decide: (DecoupledAuthorizations) throws(Refusal) -> Bool
    ) throws(ControlError) {
        let isDecided = try ControlError.translating { () throws(Refusal) in
            try decide(DecoupledAuthorizations(snapshot))
        }
        guard isDecided else {
            throw ControlError(
                .notFound,
                "nothing waits for \(code): it is unknown, has expired or was decided on before"
            )
        }
    }
}
