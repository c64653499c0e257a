import Glibc
import MockOktaTransport

extension MockOktaError {
    /// Tells why a server could not listen, and who holds the port where that can be found out.
    init(_ error: SystemError, _ configuration: MockOktaServer.Configuration) {
        let address = error.address ?? "\(configuration.host):\(configuration.port)"
        self = .cannotBind(address: address, reason: Self.reason(error, port: Self.port(address) ?? configuration.port))
    }

    /// Which of two ports it was.
    private static func port(_ address: String) -> UInt16? { address.split(separator: ":").last.flatMap { UInt16($0) } }

    private static func reason(_ error: SystemError, port: UInt16) -> String {
        guard let code = error.code else { return "there is no such host" }
        let words = unsafe String(cString: strerror(code))
        switch code {
        case EADDRINUSE:
            let holder = PortHolder.find(port: port).map { "held by process \($0.process) (\($0.name))" }
            let who = holder ?? "ss -ltnp 'sport = :\(port)' tells root who holds it"
            return "\(words); \(who); port 0 takes a free one"
        case EADDRNOTAVAIL: return "\(words); no interface of this machine has this address"
        case EACCES where port < 1024: return "\(words); ports below 1024 need root or CAP_NET_BIND_SERVICE"
        default: return "\(error.call): \(words)"
        }
    }
}
