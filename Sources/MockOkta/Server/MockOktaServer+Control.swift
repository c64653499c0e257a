import MockOktaControl
import MockOktaHTTP
import MockOktaSystem
import MockOktaTransport

extension MockOktaServer {
    /// The access rules and the port of the control API, `/_mock`.
    public struct Control: Hashable, Sendable {
        /// Whether the control API is served; false leaves only `/_mock/health`.
        public var isEnabled: Bool
        /// A separate port, which then is the only one to serve the control API; 0 chooses a free port.
        public var port: UInt16?
        /// The token that requests must send as `Authorization: Bearer`; nil requires none.
        public var token: String?
        /// Origins, such as `http://localhost:3000`, whose pages may use the control API.
        public var origins: [String]

        /// Creates control settings; by default every local client may use the control API.
        public init(isEnabled: Bool = true, port: UInt16? = nil, token: String? = nil, origins: [String] = []) {
            self.isEnabled = isEnabled
            self.port = port
            self.token = token
            self.origins = origins
        }

        /// The access rules of the main port and of the control port.
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

    /// Starts the server of the control port; nil where there is no such port.
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
