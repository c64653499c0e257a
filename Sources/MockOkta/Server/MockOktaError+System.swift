import MockOktaSystem

extension MockOktaError {
    /// Describes why a server cannot listen; names the process that uses the port, where it can be found.
    init(_ error: SystemError, _ configuration: MockOktaServer.Configuration) {
        let address = error.address ?? "\(configuration.host):\(configuration.port)"
        self = .cannotBind(address: address, reason: Self.reason(error, port: Self.port(address) ?? configuration.port))
    }

    /// The port of the address; a server may listen on two ports.
    private static func port(_ address: String) -> UInt16? { address.split(separator: ":").last.flatMap { UInt16($0) } }

    private static func reason(_ error: SystemError, port: UInt16) -> String {
        guard error.code != nil else { return "there is no such host" }
        if error.isAddressInUse {
            let holder = PortHolder.find(port: port).map { "held by process \($0.process) (\($0.name))" }
            let who = holder ?? "ss -ltnp 'sport = :\(port)' tells root who holds it"
            return "\(error.reason); \(who); port 0 takes a free one"
        }
        if error.isAddressNotAvailable { return "\(error.reason); no interface of this machine has this address" }
        if error.isPermissionDenied, port < 1024 {
            return "\(error.reason); ports below 1024 need root or CAP_NET_BIND_SERVICE"
        }
        return "\(error.call): \(error.reason)"
    }
}
