import ArgumentParser
import MockOkta
import MockOktaCommandLine
import MockOktaSystem

/// Writes an org as fixture files.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write the org as fixture files, one for each collection.",
        discussion:
            "Loading the folder gives the same org. Prints the names of the files. With --secrets only this user may read them."
    )

    @Option(parsing: .singleValue, help: "A fixture file or folder (default: the built-in org).")
    var fixtures: [String] = []

    @Option(help: ArgumentHelp("A running server whose org to export instead.", valueName: "url"))
    var from: String?

    @Option(help: ArgumentHelp("The folder to write to; made where it is absent.", valueName: "folder"))
    var out: String

    @Flag(help: "Write passwords, client secrets, private keys and tokens too.")
    var secrets = false

    @Option(help: ArgumentHelp("With --from: what the server was given as --control-token.", valueName: "token"))
    var controlToken: String?

    @OptionGroup var tls: ClientTLSOptions

    func run() throws {
        var sources = SettingSources()
        if from != nil, !fixtures.isEmpty {
            throw CommandFailure(.usage, "--from and --fixtures exclude each other")
        }
        let client = try tls.client
        let token = sources.setting("control-token", flag: controlToken)?.text
        do throws(ToolError) {
            let export =
                if let from {
                    try FixtureExport(from: from, token: token, withSecrets: secrets, client)
                } else {
                    try FixtureExport(sources.fixtures(flags: fixtures), withSecrets: secrets)
                }
            for path in try export.write(to: out) { Output.write(path + "\n", to: Output.standardOutput) }
            if !secrets {
                let note = "Passwords, client secrets, private keys and tokens are left out; --secrets writes them.\n"
                Output.write(note, to: Output.standardError)
            }
        } catch {
            throw CommandFailure(error, settings: sources)
        }
    }
}
