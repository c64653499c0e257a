import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// A grant as the control API describes it.
struct GrantDescription {
    /// The state of a grant.
    enum Status: String {
        /// Its code has not been redeemed.
        case pending = "PENDING"
        /// Its refresh token can be used.
        case active = "ACTIVE"
        /// Its code was redeemed, and no refresh token was issued.
        case redeemed = "REDEEMED"
        case expired = "EXPIRED"
        case revoked = "REVOKED"
    }

    private let id: GrantID
    private let grant: Grant
    private let snapshot: OrgSnapshot

    init(_ id: GrantID, _ grant: Grant, _ snapshot: OrgSnapshot) {
        self.id = id
        self.grant = grant
        self.snapshot = snapshot
    }

    var json: JSON {
        let organization = snapshot.organization
        let server = organization.allServers.first { $0.id == grant.serverID }
        var members: JSONObject = [
            "id": .string(id.refreshTokenID),
            "status": .string(status.rawValue),
            "client_id": .string(grant.clientID),
            "user": .string(organization.user(grant.userID)?.login ?? grant.userID.rawValue),
            "server": .string(server.map(ServerControl.name) ?? grant.serverID.rawValue),
            "grant_type": .string(grant.grantType.rawValue),
            "scope": .string(grant.scopes.joined(separator: " ")),
            "created": Self.instant(grant.created),
            "last_used": Self.instant(grant.lastUsed),
        ]
        members["code"] = grant.code.map { ["expires": Self.instant($0.expires)] }
        members["refresh"] = grant.refresh.map { .object(chain($0)) }
        return .object(members)
    }

    private var status: Status {
        if grant.isRevoked { return .revoked }
        if let code = grant.code { return snapshot.now < code.expires ? .pending : .expired }
        guard let deadline = grant.refreshDeadline else { return .redeemed }
        return snapshot.now < deadline ? .active : .expired
    }

    /// The chain of refresh tokens; one without any deadline has no `expires`.
    private func chain(_ chain: RefreshChain) -> JSONObject {
        var members: JSONObject = ["created": Self.instant(chain.created)]
        switch snapshot.organization.application(clientID: grant.clientID)?.refreshTokenRotation ?? .fixed {
        case .fixed: members["rotation_type"] = "STATIC"
        case .rotate(let leeway):
            members["rotation_type"] = "ROTATE"
            members["leeway"] = .integer(Int(leeway.seconds))
        }
        members["generation"] = .integer(Int(chain.current))
        if let deadline = grant.refreshDeadline, deadline != .distantFuture {
            members["expires"] = Self.instant(deadline)
        }
        return members
    }

    private static func instant(_ instant: Instant) -> JSON {
        .string(RFC3339.format(microseconds: instant.microseconds))
    }
}
