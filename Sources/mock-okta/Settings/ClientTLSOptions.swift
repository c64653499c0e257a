import ArgumentParser
import MockOktaCommandLine
import MockOktaHTTPClient
import MockOktaSystem

/// The certificates that a command accepts from a server.
struct ClientTLSOptions: ParsableArguments {
    @Flag(help: "Accept any certificate.")
    var insecure = false

    @Option(
        name: .customLong("tls-ca"),
        help: ArgumentHelp("Trust the CAs in this PEM file, such as /_mock/ca.pem.", valueName: "file")
    )
    var tlsCA: String?

    var client: HTTPClient {
        get throws(CommandFailure) {
            guard let tlsCA else { return insecure ? .unverified : .verifying }
            if insecure { throw CommandFailure(.usage, "--insecure and --tls-ca exclude each other") }
            do throws(FileError) {
                return .trusting(pem: String(decoding: try FileBytes.read(tlsCA), as: UTF8.self))
            } catch {
                throw CommandFailure(.noInput, "--tls-ca: \(tlsCA): \(error.reason)")
            }
        }
    }
}
