import ArgumentParser
import MockOkta
import MockOktaCommandLine
import MockOktaHTTPClient
import MockOktaSystem

/// Reports which URLs of a running server do not work from this machine.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check that the URLs in a running server's discovery document work from here.",
        discussion: """
            Run it where the app runs, with the URL that the app uses; with several URLs their issuers are compared too. \
            One line for each finding. Exits with 0 when there is none, 1 with findings, 69 when nothing answers.
            """
    )

    @Argument(help: "Base URLs or issuers: http://localhost:8080, http://okta:8080/oauth2/default.")
    var url: [String]

    @OptionGroup var tls: ClientTLSOptions

    func validate() throws {
        for url in url where PlainURL(url) == nil {
            throw ValidationError("\(url) is not of the form http://host:port")
        }
    }

    func run() throws {
        let doctor = Doctor(url, try tls.client)
        for finding in doctor.findings {
            Output.write(VisibleText.escaped(finding) + "\n", to: Output.standardOutput)
        }
        guard doctor.isAnyAnswered else { throw CommandFailure(.unavailable, "nothing answers") }
        if !doctor.findings.isEmpty { throw CommandFailure(.found, "") }
        Output.write(doctor.summary + "\n", to: Output.standardError)
    }
}
