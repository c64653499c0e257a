import MockOktaControl
import MockOktaHTTP
import MockOktaSystem
import MockOktaTransport

extension MockOktaServer {
    /// Who may use the control API, `/_mock`, and where.
    public struct Control: Hashable, Sendable {
        /// Off leaves nothing of it but `/_mock/health`.
        public var isEnabled: Bool
        /// A port of its own, the only one to serve it then; 0 takes a free one.
        public var port: UInt16?
        /// The token that requests must send as `Authorization: Bearer`; nil requires none.
        public var token: String?
        /// Origins, such as `http://localhost:3000`, whose pages may use the control API.
        public var origins: [String]

        /// Makes control settings; by default every local client may use the control API.
        public init(isEnabled: Bool = true, port: UInt16? = nil, token: String? = nil, origins: [String] = []) {
            self.isEnabled = isEnabled
            self.port = port
            self.token = token
            self.origins = origins
        }

        /// How the main port and the control port are guarded.
        func access(certificateAuthority: String?) -> (main: ControlAccess, control: ControlAccess) {
            func access(_ role: ControlAccess.PortRole) -> ControlAccess {
                ControlAccess(
                    isEnabled: isEnabled,
                    token: token,
                    role: role,
                    origins: origins,
                    certificateAuthority: certificateAuthority
                )
            }
            return (access(port == nil ? .both : .orgOnly), access(.controlOnly))
        }
    }

    /// The server of the control port, where there is one.
    static func startControl(
        _ configuration: Configuration,
        _ options: ServerOptions,
        _ responder: any Responder
    ) throws(SystemError) -> Server? {
        guard let port = configuration.control.port, configuration.control.isEnabled else { return nil }
        // The control port has the scheme of the main port.
        var options = options
        if options.tlsPort != nil { (options.tls, options.tlsPort) = (nil, nil) }
        return try Server.start(on: configuration.host, port: port, options: options, responder: responder)
    }
}
