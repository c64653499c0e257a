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

    /// False for `--no-control`.
    package var isEnabled: Bool
    /// The bearer token that requests must present (`--control-token`); nil requires none.
    package var token: String?
    /// With `--control-port` each port has a responder of its own with its own role.
    package var role: PortRole
    /// The port of the org's endpoints, where it differs from this one.
    package var orgPort: UInt16?
    /// The origins whose pages may use the control API (`--control-origin`).
    package var origins: [String]
    /// The CA that signed the server's certificate, as PEM, for `/_mock/ca.pem`.
    package var certificateAuthority: String?

    /// Whether the org's endpoints are served here.
    package var servesOrg: Bool { role != .controlOnly }

    /// Whether pages of the org may link to the control API.
    package var linksControl: Bool { isEnabled && role == .both }

    /// Whether every local client may use the control API, on this or another port.
    package var isOpen: Bool { isEnabled && token == nil }

    package init(
        isEnabled: Bool = true,
        token: String? = nil,
        role: PortRole = .both,
        origins: [String] = [],
        certificateAuthority: String? = nil
    ) {
        self.isEnabled = isEnabled
        self.token = token
        self.role = role
        self.origins = origins
        self.certificateAuthority = certificateAuthority
    }
}
