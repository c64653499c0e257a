/// The access rules of the control API, and what the port serves.
package struct ControlAccess: Sendable {
    /// What a port serves.
    package enum PortRole: Sendable {
        /// The org's endpoints and the control API.
        case both
        /// The org's endpoints; of the control API only `/_mock/health`.
        case orgOnly
        case controlOnly
    }

    /// False for `--no-control`.
    package var isEnabled: Bool
    /// The bearer token that requests must present (`--control-token`); nil requires none.
    package var token: String?
    /// What this port serves; with `--control-port` each port has a responder with a role of its own.
    package var role: PortRole
    /// The port of the org's endpoints, where it differs from this port.
    package var orgPort: UInt16?
    /// The origins whose pages may use the control API (`--control-origin`).
    package var origins: [String]
    /// The CA that signed the server's certificate, as PEM, for `/_mock/ca.pem`.
    package var certificateAuthority: String?

    /// Whether this port serves the org's endpoints.
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
