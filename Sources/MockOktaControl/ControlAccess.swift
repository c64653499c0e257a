/// Who may use the control API, and where.
package struct ControlAccess: Sendable {
    /// What a port serves.
    package enum PortRole: Sendable {
        /// The org's endpoints and the control API.
        case both
        /// The org's endpoints, and of the control API only health.
        case orgOnly
        case controlOnly
    }

    /// Off: `--no-control`.
    package var isEnabled: Bool
    /// What `Authorization: Bearer` must say (`--control-token`).
    package var token: String?
    /// For `--control-port`: one responder per port, each with a door of its own.
    package var door: PortRole
    /// Where the org's endpoints are, when that is another port than this one.
    package var orgPort: UInt16?
    /// The CA that made the server's certificate, PEM, for `/_mock/ca.pem`.
    package var certificateAuthority: String?

    /// Whether the org's endpoints are served here.
    package var servesOrg: Bool { door != .controlOnly }

    /// Whether pages of the org may point to the control API.
    package var linksControl: Bool { isEnabled && door == .both }

    package init(
        isEnabled: Bool = true,
        token: String? = nil,
        door: PortRole = .both,
        certificateAuthority: String? = nil
    ) {
        self.isEnabled = isEnabled
        self.token = token
        self.door = door
        self.certificateAuthority = certificateAuthority
    }
}
