import ArgumentParser
import MockOkta
import MockOktaCommandLine
import MockOktaSystem

/// Prints why a token is accepted or refused.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Check a token as a resource server would, one line for each check.",
        discussion: """
            Asks the running double that the token's issuer names; a JWT of any other server is verified by the keys \
            that its issuer publishes. Exits with 0 when the token is valid, 1 when not, 69 when nothing answers.
            """
    )

    @Argument(help: "A JWT, a refresh token or a code; - reads it from standard input.")
    var token: String

    @Option(help: "The issuer that the API expects, and the server to ask (default: the token's iss).")
    var issuer: String?

    @Option(help: "The audience that the API expects (default: that of the issuing server).")
    var audience: String?

    @Option(parsing: .singleValue, help: "Scopes that the API requires, separated by spaces; repeatable.")
    var scope: [String] = []

    @Option(help: "When to check it: 2026-01-01T00:00:00Z (default: the server's time).")
    var at: String?

    @Option(name: .customLong("control-token"), help: "The token of the server's --control-token.")
    var controlToken: String?

    @OptionGroup var tls: ClientTLSOptions

    func run() throws {
        var sources = SettingSources()
        var request = TokenReportRequest()
        request.token = try text
        request.issuer = issuer
        request.audience = audience
        request.scope = scope.isEmpty ? nil : scope.joined(separator: " ")
        request.at = at
        request.controlToken = sources.setting("control-token", flag: controlToken)?.text
        request.defaultURL = "http://127.0.0.1:\(sources.setting("port", flag: nil)?.text ?? "8080")"
        let client = try tls.client
        let report: TokenReport
        do throws(ToolError) {
            report = try TokenReport(request, client)
        } catch {
            throw CommandFailure(error, settings: sources)
        }
        for line in report.lines { Output.write(VisibleText.escaped(line) + "\n", to: Output.standardOutput) }
        Output.write(VisibleText.escaped(report.summary) + "\n", to: Output.standardError)
        if !report.isValid { throw CommandFailure(.found, "") }
    }

    private var text: String {
        get throws {
            guard token == "-" else { return token }
            do throws(FileError) {
                return String(decoding: try FileBytes.standardInput(), as: UTF8.self)
            } catch {
                throw CommandFailure(.noInput, "standard input: \(error.reason)")
            }
        }
    }
}
