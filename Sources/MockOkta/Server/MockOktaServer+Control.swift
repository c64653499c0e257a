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
        /// What callers must send as `Authorization: Bearer`; nil asks for nothing.
        public var token: String?

        /// Control that differs from the default, everything open, in what is named.
        public init(isEnabled: Bool = true, port: UInt16? = nil, token: String? = nil) {
            self.isEnabled = isEnabled
            self.port = port
            self.token = token
        }

        /// How the main port and the control port are guarded.
        func access(certificateAuthority: String?) -> (main: ControlAccess, control: ControlAccess) {
            func access(_ role: ControlAccess.PortRole) -> ControlAccess {
                ControlAccess(
                    isEnabled: isEnabled,
                    token: token,
                    role: role,
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
        var options = options
        options.tlsPort = nil
        return try Server.start(on: configuration.host, port: port, options: options, responder: responder)
    }
}
