import ArgumentParser
import MockOktaCommandLine
import MockOktaSystem

/// Reads an org through its Management API into a folder of fixture files.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Read a real org, or another double, into a folder of fixture files.",
        discussion: """
            Reads all pages of all collections with an API token (SSWS) of an administrator; a read-only administrator \
            suffices. What the API does not tell, such as passwords, is listed at the end, and in README.md of the folder.
            """
    )

    @Argument(help: ArgumentHelp("The org: https://dev-1.okta.com.", valueName: "url"))
    var url: String

    @Option(help: ArgumentHelp("An API token; better in the variable OKTA_API_TOKEN.", valueName: "token"))
    var token: String?

    @Option(help: ArgumentHelp("The folder to write to; made where it is absent.", valueName: "folder"))
    var out: String

    @Option(help: ArgumentHelp("Read at most so many users.", valueName: "n"))
    var users: Int?

    @Flag(help: "Write into a folder that is not empty.")
    var force = false

    @Flag(help: "Write the client secrets that the API tells.")
    var secrets = false

    @OptionGroup var tls: ClientTLSOptions

    func run() throws {
        guard let token = token ?? CurrentProcess.environment("OKTA_API_TOKEN"), !token.isEmpty else {
            throw CommandFailure(.usage, "a token is missing: set OKTA_API_TOKEN, or use --token")
        }
        if let users, users < 0 { throw CommandFailure(.usage, "--users: \(users) is negative") }
        let client = try tls.client
        do throws(ToolError) {
            try ImportFolder.check(out, isForced: force)
            let progress = ProgressLine()
            let org = try OrgImport(url, token: token, users: users, withSecrets: secrets, client) { step in
                progress.show(step)
            }
            let paths = try ImportFolder.write(org, to: out)
            Output.write(ImportFolder.summary(of: org, paths, in: out), to: Output.standardOutput)
        } catch {
            throw CommandFailure(error, settings: SettingSources())
        }
    }
}

/// A line of progress for each collection, on a terminal only.
private final class ProgressLine {
    private let isTerminal = Output.isTerminal(Output.standardError)

    func show(_ step: OrgImport.Progress) {
        guard isTerminal else { return }
        // The line is replaced until the collection is complete.
        let line = "\r\u{1B}[K\(step.collection): \(step.count)" + (step.isComplete ? "\n" : " …")
        Output.write(line, to: Output.standardError)
    }
}
