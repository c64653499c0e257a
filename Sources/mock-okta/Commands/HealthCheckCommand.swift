import ArgumentParser
import MockOkta
import MockOktaCommandLine

/// Checks whether a running server is healthy: `HEALTHCHECK` in an image without a shell.
struct HealthCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "healthcheck",
        abstract: "Exit with 0 if a running server answers that it is up, else with 1."
    )

    @Argument(help: "The server's URL (default: http://$MOCK_OKTA_HOST:$MOCK_OKTA_PORT).")
    var url: String?

    func run() throws {
        var sources = SettingSources()
        let port: UInt16 = try sources.setting("port", flag: nil)?.number("a port from 0 to 65535") ?? 8080
        let scheme = try speaksOnlyTLS(&sources) ? "https" : "http"
        let address = url ?? "\(scheme)://\(Self.host(&sources)):\(port)"
        guard let probe = HealthProbe(address) else {
            throw CommandFailure(.usage, "\(address) is not of the form http://host:port")
        }
        if let failure = probe.failure() { throw CommandFailure(.found, failure) }
    }

    /// The host that the server listens on; the loopback address where it listens on all interfaces.
    private static func host(_ sources: inout SettingSources) -> String {
        guard let host = sources.setting("host", flag: nil)?.text, !["0.0.0.0", "::", "localhost"].contains(host) else {
            return "127.0.0.1"
        }
        return host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
    }

    /// Whether the server has no HTTP port, by the environment variables of its container.
    private func speaksOnlyTLS(_ sources: inout SettingSources) throws(CommandFailure) -> Bool {
        let hasPlainPort = sources.setting("tls-port", flag: nil) != nil
        let isMade = try sources.setting("tls", flag: nil)?.flag ?? false
        return !hasPlainPort && (isMade || sources.setting("tls-cert", flag: nil) != nil)
    }
}
